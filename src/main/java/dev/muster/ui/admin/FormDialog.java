package dev.muster.ui.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.muster.common.Refused;
import org.springframework.security.access.AccessDeniedException;

/** A few fields and one verb. Stays open when the act is refused and says why. */
final class FormDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient Runnable act;
    private final Paragraph problem = new Paragraph();

    FormDialog(String title, String verb, Runnable act, Component... fields) {
        this.act = act;
        setHeaderTitle(title);
        setWidth("min(420px, 100%)");
        problem.addClassName("problem");
        problem.getElement().setAttribute("role", "alert");
        Div form = new Div(fields);
        form.addClassNames("stack", "account-form");
        form.add(problem);
        add(form);
        Button confirm = new Button(verb, event -> confirm());
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button("Cancel", event -> close()), confirm);
    }

    private void confirm() {
        try {
            act.run();
            close();
        } catch (Refused | AccessDeniedException e) {
            problem.setText(e.getMessage());
        }
    }
}
