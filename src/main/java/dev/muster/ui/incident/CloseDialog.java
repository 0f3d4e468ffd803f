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
import java.util.function.Supplier;

/** Closes an incident, or says what is to be done before. */
final class CloseDialog extends Dialog {

    private final Supplier<List<String>> hindrances;
    private final Runnable closing;
    private final Runnable changed;
    private final ReviewList review;
    private final Paragraph problem = new Paragraph();

    CloseDialog(
            IncidentId id, Supplier<List<String>> hindrances, ReviewList review, Runnable closing, Runnable changed) {
        this.hindrances = hindrances;
        this.review = review;
        this.closing = closing;
        this.changed = changed;
        setHeaderTitle("Close " + id + "?");
        problem.addClassName("problem");
        problem.getElement().setAttribute("role", "alert");
        setWidth("min(560px, 94vw)");
        review.onReviewed(this::show);
        show();
    }

    private void show() {
        List<String> left = hindrances.get();
        removeAll();
        getFooter().removeAll();
        getFooter().add(new Button("Back", it -> close()));
        if (left.isEmpty()) {
            add(new Paragraph("Nothing more can be ticked or written after that."), review, problem);
            Button submit = new Button("Close", it -> submit());
            submit.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            getFooter().add(submit);
        } else {
            UnorderedList list = new UnorderedList();
            list.addClassName("hindrances");
            left.forEach(it -> list.add(new ListItem(it)));
            add(new Paragraph("It cannot be closed yet:"), list, review);
        }
    }

    private void submit() {
        try {
            closing.run();
            close();
        } catch (Refused e) {
            problem.setText(e.getMessage());
        }
        changed.run();
    }
}
