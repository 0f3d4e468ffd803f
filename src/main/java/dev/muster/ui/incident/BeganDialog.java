package dev.muster.ui.incident;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.muster.common.Refused;
import dev.muster.incident.InvalidInput;
import dev.muster.incident.WallClock;
import dev.muster.ui.component.DayAndTime;
import dev.muster.ui.component.Told;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** Asks when it began, or for the word that nobody will ever know. */
final class BeganDialog extends Dialog {

    private final DateTimePicker when = new DayAndTime("It began");
    private final TextField reason = new TextField("Or why nobody knows");

    /** @param known takes when it began, and may refuse; so may {@code unknown}, which takes the reason */
    BeganDialog(Instant detected, Consumer<Instant> known, Consumer<String> unknown, Runnable changed) {
        setHeaderTitle("When did it begin?");
        when.setValue(detected.atZone(Told.zone()).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES));
        reason.setMaxLength(200);
        Div fields = new Div(new Paragraph("Detection and downtime stay pending until somebody knows."), when, reason);
        fields.addClassName("stack");
        add(fields);
        Button save = new Button("Save the time", it -> save(detected, known, changed));
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Button nobody = new Button("Nobody knows", it -> nobody(unknown, changed));
        getFooter().add(new Button("Back", it -> close()), nobody, save);
        setWidth("min(520px, 94vw)");
    }

    private void save(Instant detected, Consumer<Instant> known, Runnable changed) {
        try {
            if (when.getValue() == null) {
                throw new Refused("Give a day and a time.");
            }
            known.accept(WallClock.moment(when.getValue(), Told.zone(), detected));
            done(changed);
        } catch (InvalidInput e) {
            wrong(e.problems().getFirst().allowed());
        } catch (Refused e) {
            wrong(String.valueOf(e.getMessage()));
        }
    }

    private void wrong(String message) {
        when.setErrorMessage(message);
        when.setInvalid(true);
    }

    private void nobody(Consumer<String> unknown, Runnable changed) {
        try {
            unknown.accept(reason.getValue());
            done(changed);
        } catch (Refused e) {
            reason.setErrorMessage(e.getMessage());
            reason.setInvalid(true);
        }
    }

    private void done(Runnable changed) {
        close();
        changed.run();
    }
}
