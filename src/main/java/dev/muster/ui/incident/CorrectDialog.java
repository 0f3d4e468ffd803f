package dev.muster.ui.incident;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import dev.muster.common.Refused;
import dev.muster.incident.TimelineEntry;
import dev.muster.incident.WallClock;
import dev.muster.ui.component.DayAndTime;
import dev.muster.ui.component.Told;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** Corrects a line that somebody wrote by hand; the line itself stays. */
final class CorrectDialog extends Dialog {

    private final TextArea text = new TextArea("What happened");
    private final DateTimePicker when = new DayAndTime("When it happened");

    CorrectDialog(TimelineEntry entry, Viewer viewer, StoryActs acts, Runnable changed) {
        LocalDateTime before =
                entry.happenedAt().atZone(Told.zone()).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
        setHeaderTitle("Correct this line");
        text.setValue(entry.text());
        text.setMaxLength(4000);
        text.setWidthFull();
        when.setValue(before);
        Drafts drafts = new Drafts(text, viewer, "correct-" + entry.id());
        Div fields = new Div(new Paragraph("The line as it was stays, marked as corrected."), drafts, when);
        fields.addClassName("stack");
        add(fields);
        Button submit = new Button("Correct", it -> {
            try {
                boolean same = before.equals(when.getValue()) || when.getValue() == null;
                acts.correct(
                        entry,
                        same ? entry.happenedAt() : WallClock.moment(when.getValue(), Told.zone(), acts.now()),
                        text.getValue());
                drafts.sent();
                close();
                changed.run();
            } catch (Refused e) {
                text.setErrorMessage(e.getMessage());
                text.setInvalid(true);
            }
        });
        submit.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button("Back", it -> close()), submit);
        setWidth("min(560px, 94vw)");
    }
}
