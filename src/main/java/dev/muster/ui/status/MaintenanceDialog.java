package dev.muster.ui.status;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.muster.common.Refused;
import dev.muster.ui.component.DayAndTime;
import dev.muster.ui.component.Told;
import dev.muster.ui.component.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** Asks from when to when, and why; stays open, with the reason, when it is refused. */
final class MaintenanceDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final DateTimePicker start = new DayAndTime("Start");
    private final DateTimePicker end = new DayAndTime("End");
    private final TextField reason = new TextField("Reason");
    private final Span problem = Words.text("", "problem");

    /** Takes what was asked for. */
    interface Announce {
        void during(Instant start, Instant end, String reason);
    }

    MaintenanceDialog(String service, Instant now, Announce announce) {
        setHeaderTitle("Announce maintenance of " + service);
        LocalDateTime local = now.atZone(Told.zone()).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
        start.setValue(local);
        end.setValue(local.plus(Duration.ofHours(1)));
        reason.setRequiredIndicatorVisible(true);
        reason.setMaxLength(500);
        reason.setWidthFull();
        problem.getElement().setAttribute("role", "alert");
        Div fields = new Div(start, end, reason, problem);
        fields.addClassName("stack");
        add(fields);
        Button submit = new Button("Announce", it -> submit(announce));
        submit.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button("Not now", it -> close()), submit);
    }

    private void submit(Announce announce) {
        if (start.getValue() == null || end.getValue() == null) {
            problem.setText("Give a day and a time for start and end.");
            return;
        }
        try {
            announce.during(
                    start.getValue().atZone(Told.zone()).toInstant(),
                    end.getValue().atZone(Told.zone()).toInstant(),
                    reason.getValue());
            close();
        } catch (Refused e) {
            problem.setText(e.getMessage());
        }
    }
}
