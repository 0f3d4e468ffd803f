package dev.muster.ui.incident;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.muster.common.Refused;
import java.util.function.Consumer;

/** Asks for the reason of an act; stays open, with what is wrong at the field, when the act is refused. */
final class ReasonDialog extends Dialog {

    private static final int MOST = 200;

    private final TextField reason = new TextField("Why");

    /** @param changed is told when the act was done */
    ReasonDialog(String header, String text, String verb, Consumer<String> act, Runnable changed) {
        setHeaderTitle(header);
        reason.setWidthFull();
        reason.setMaxLength(MOST);
        reason.setAutofocus(true);
        reason.setRequiredIndicatorVisible(true);
        add(new Paragraph(text), reason);
        Button submit = new Button(verb, it -> submit(act, changed));
        submit.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
        submit.addClickShortcut(Key.ENTER);
        getFooter().add(new Button("Back", it -> close()), submit);
        setWidth("min(460px, 92vw)");
    }

    private void submit(Consumer<String> act, Runnable changed) {
        String given = reason.getValue().strip();
        if (given.isEmpty() || given.length() > MOST) {
            wrong(given.isEmpty() ? "Say why." : "At most " + MOST + " characters; this has " + given.length() + ".");
            return;
        }
        try {
            act.accept(given);
            close();
            changed.run();
        } catch (Refused e) {
            wrong(String.valueOf(e.getMessage()));
        }
    }

    private void wrong(String message) {
        reason.setErrorMessage(message);
        reason.setInvalid(true);
    }
}
