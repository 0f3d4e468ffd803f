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

/** Asks what a status page tells now; stays open, with what is wrong at the field, when that is refused. */
final class StatusPageDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    /** @param changed is told when it was kept */
    StatusPageDialog(String page, Consumer<String> act, Runnable changed) {
        setHeaderTitle("You updated " + page + "?");
        TextField text = new TextField("What it tells now");
        text.setWidthFull();
        text.setMaxLength(Inputs.LINE);
        text.setAutofocus(true);
        text.setRequiredIndicatorVisible(true);
        add(new Paragraph("Update the page first: Muster cannot look at it, and takes your word."), text);
        Button submit = new Button("It is updated", it -> {
            try {
                act.accept(text.getValue());
                close();
                changed.run();
            } catch (Refused e) {
                text.setErrorMessage(e.getMessage());
                text.setInvalid(true);
            }
        });
        submit.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        submit.addClickShortcut(Key.ENTER);
        getFooter().add(new Button("Back", it -> close()), submit);
        setWidth("min(460px, 92vw)");
    }
}
