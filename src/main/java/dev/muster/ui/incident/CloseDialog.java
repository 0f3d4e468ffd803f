package dev.muster.ui.incident;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import dev.muster.common.Refused;
import dev.muster.incident.IncidentId;
import java.util.List;

/** Closes an incident, or says what is to be done before. */
final class CloseDialog extends Dialog {

    private final Paragraph problem = new Paragraph();

    CloseDialog(IncidentId id, List<String> hindrances, Runnable closing, Runnable changed) {
        setHeaderTitle("Close " + id + "?");
        problem.addClassName("problem");
        problem.getElement().setAttribute("role", "alert");
        if (hindrances.isEmpty()) {
            add(new Paragraph("Nothing more can be ticked or written after that."), problem);
            Button submit = new Button("Close", it -> submit(closing, changed));
            submit.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            getFooter().add(new Button("Back", it -> close()), submit);
        } else {
            UnorderedList list = new UnorderedList();
            list.addClassName("hindrances");
            hindrances.forEach(it -> list.add(new ListItem(it)));
            add(new Paragraph("It cannot be closed yet:"), list);
            getFooter().add(new Button("Back", it -> close()));
        }
        setWidth("min(560px, 94vw)");
    }

    private void submit(Runnable closing, Runnable changed) {
        try {
            closing.run();
            close();
        } catch (Refused e) {
            problem.setText(e.getMessage());
        }
        changed.run();
    }
}
