package dev.muster.ui.incident;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Div;
import dev.muster.common.Refused;
import dev.muster.incident.FieldProblem;
import dev.muster.incident.WallClock;
import dev.muster.ui.component.DayAndTime;
import dev.muster.ui.component.Told;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When it was noticed and, where somebody knows, when it began; both as the reader's own clock shows them. */
final class DeclaredTimes extends Div {

    private final Instant now;
    private final DateTimePicker detected = new DayAndTime("Noticed");
    private final Checkbox known = new Checkbox("I know when it began");
    private final DateTimePicker occurred = new DayAndTime("Began");

    DeclaredTimes(Instant now) {
        this.now = now;
        LocalDateTime local = now.atZone(Told.zone()).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
        detected.setValue(local);
        occurred.setValue(local);
        occurred.setVisible(false);
        known.addValueChangeListener(it -> occurred.setVisible(it.getValue()));
        known.setHelperText("Until somebody does, the figures that need it stay pending");
        addClassName("fields");
        add(detected, known, occurred);
    }

    void noticed(Instant at) {
        detected.setValue(at.atZone(Told.zone()).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES));
    }

    DateTimePicker detected() {
        return detected;
    }

    DateTimePicker occurred() {
        return occurred;
    }

    /** Null with a problem when no moment was given. */
    @Nullable
    Instant detected(List<FieldProblem> problems) {
        return moment("detectedAt", detected.getValue(), problems);
    }

    /** Null when nobody knows, and with a problem when it is known but not given. */
    @Nullable
    Instant occurred(List<FieldProblem> problems) {
        return known.getValue() ? moment("occurredAt", occurred.getValue(), problems) : null;
    }

    private @Nullable Instant moment(String field, @Nullable LocalDateTime given, List<FieldProblem> problems) {
        if (given == null) {
            problems.add(new FieldProblem(field, "", "Give a day and a time."));
            return null;
        }
        try {
            return WallClock.moment(given, Told.zone(), now);
        } catch (Refused e) {
            problems.add(new FieldProblem(field, given.toString(), String.valueOf(e.getMessage())));
            return null;
        }
    }
}
