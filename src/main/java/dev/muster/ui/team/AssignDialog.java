package dev.muster.ui.team;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import dev.muster.common.Refused;
import java.util.function.Consumer;
import org.springframework.security.access.AccessDeniedException;

/** Asks to whom a role goes. */
final class AssignDialog extends Dialog {

    /** @param assign is given the login */
    AssignDialog(String title, PersonChoice choice, Consumer<String> assign) {
        setHeaderTitle("Who is " + title + "?");
        setWidth("min(460px, 94vw)");
        Paragraph problem = new Paragraph();
        problem.addClassName("problem");
        problem.getElement().setAttribute("role", "alert");
        Button go = new Button("Assign", it -> {
            try {
                assign.accept(choice.login());
                close();
            } catch (Refused | AccessDeniedException e) {
                problem.setText(e.getMessage());
            }
        });
        go.addThemeVariants(ButtonVariant.PRIMARY);
        add(choice, problem);
        getFooter().add(new Button("Back", it -> close()), go);
    }
}
