package dev.muster.ui.team;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import dev.muster.command.SituationReport;
import dev.muster.common.Refused;
import dev.muster.ui.component.Words;
import dev.muster.ui.incident.Told;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.security.access.AccessDeniedException;

/** The situation report, filled in as far as the console knows it, and to whom the role is offered. */
final class OfferDialog extends Dialog {

    private final Select<String> phase = new Select<>();
    private final TextArea state = area("State");
    private final TextArea tried = area("Tried");
    private final TextArea ruledOut = area("Ruled out");
    private final TextArea waitingFor = area("Waiting for");
    private final DateTimePicker checkpoint = new DateTimePicker("Next checkpoint");
    private final Paragraph problem = new Paragraph();

    /** @param offer is given the receiver's login and the report */
    OfferDialog(
            String title,
            PersonChoice to,
            List<String> phases,
            SituationReport draft,
            BiConsumer<String, SituationReport> offer) {
        setHeaderTitle("Hand over " + title);
        setWidth("min(620px, 96vw)");
        addClassName("handover-dialog");
        phase.setLabel("Phase");
        phase.setItems(phases);
        phase.setValue(draft.phase());
        state.setValue(draft.state());
        tried.setValue(draft.tried());
        ruledOut.setValue(draft.ruledOut());
        waitingFor.setValue(draft.waitingFor());
        checkpoint.setValue(draft.nextCheckpoint().atZone(Told.zone()).toLocalDateTime());
        problem.addClassName("problem");
        problem.getElement().setAttribute("role", "alert");
        Div fields = new Div(to, phase, state, tried, ruledOut, waitingFor, checkpoint, problem);
        fields.addClassName("fields");
        add(Words.text("You stay " + title + " until the other one has read this back.", "muted"), fields);
        Button go = new Button("Offer", it -> submit(to, offer));
        go.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button("Back", it -> close()), go);
    }

    private void submit(PersonChoice to, BiConsumer<String, SituationReport> offer) {
        try {
            var next = checkpoint.getOptionalValue().orElseThrow(() -> new Refused("Next checkpoint: choose a time."));
            offer.accept(
                    to.login(),
                    new SituationReport(
                            phase.getValue(),
                            state.getValue(),
                            tried.getValue(),
                            ruledOut.getValue(),
                            waitingFor.getValue(),
                            next.atZone(Told.zone()).toInstant()));
            close();
        } catch (Refused | AccessDeniedException e) {
            problem.setText(e.getMessage());
        }
    }

    private static TextArea area(String label) {
        TextArea area = new TextArea(label);
        area.setMaxLength(SituationReport.LONGEST);
        area.setMaxRows(5);
        area.setWidthFull();
        return area;
    }
}
