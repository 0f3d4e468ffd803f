package dev.muster.ui.message;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.muster.common.Refused;
import dev.muster.incident.Inputs;
import java.util.function.Consumer;

/** Asks who has read a message; stays open, with what is wrong at the field, when that is refused. */
final class ReaderDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    /** @param changed is told when it was kept */
    ReaderDialog(Consumer<String> act, Runnable changed) {
        setHeaderTitle("Who has read it?");
        TextField name = new TextField("Name");
        name.setWidthFull();
        name.setMaxLength(Inputs.LINE);
        name.setAutofocus(true);
        name.setRequiredIndicatorVisible(true);
        add(new Paragraph("For people without an account here: they told you that they know."), name);
        Button submit = new Button("They have read it", it -> {
            try {
                act.accept(name.getValue());
                close();
                changed.run();
            } catch (Refused e) {
                name.setErrorMessage(e.getMessage());
                name.setInvalid(true);
            }
        });
        submit.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        submit.addClickShortcut(Key.ENTER);
        getFooter().add(new Button("Back", it -> close()), submit);
        setWidth("min(460px, 92vw)");
    }
}
