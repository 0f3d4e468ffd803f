package dev.muster.ui.team;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.muster.command.SituationReport;
import dev.muster.common.Refused;
import dev.muster.ui.component.Words;
import java.util.function.BiConsumer;
import org.springframework.security.access.AccessDeniedException;

/** The situation report, and to whom the role is offered. */
final class OfferDialog extends Dialog {

    private final Paragraph problem = new Paragraph();

    /** @param offer is given the receiver's login and the report */
    OfferDialog(String title, PersonChoice to, ReportForm report, BiConsumer<String, SituationReport> offer) {
        setHeaderTitle("Hand over " + title);
        setWidth("min(620px, 96vw)");
        addClassName("handover-dialog");
        problem.addClassName("problem");
        problem.getElement().setAttribute("role", "alert");
        Div fields = new Div(to, report, problem);
        fields.addClassName("fields");
        add(Words.text("You stay " + title + " until the other one has read this back.", "muted"), fields);
        Button go = new Button("Offer", it -> submit(to, report, offer));
        go.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button("Back", it -> close()), go);
    }

    private void submit(PersonChoice to, ReportForm report, BiConsumer<String, SituationReport> offer) {
        try {
            offer.accept(to.login(), report.value());
            close();
        } catch (Refused | AccessDeniedException e) {
            problem.setText(e.getMessage());
        }
    }
}
