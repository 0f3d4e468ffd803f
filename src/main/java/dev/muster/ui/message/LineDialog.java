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

/** Asks for one line; stays open, with what is wrong at the field, when that is refused. */
final class LineDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    /**
     * The words of one such dialog.
     *
     * @param verb what the button does
     */
    record Words(String question, String explanation, String label, String verb) {}

    /** @param changed is told when it was kept */
    LineDialog(Words words, Consumer<String> act, Runnable changed) {
        setHeaderTitle(words.question());
        TextField line = new TextField(words.label());
        line.setWidthFull();
        line.setMaxLength(Inputs.LINE);
        line.setAutofocus(true);
        line.setRequiredIndicatorVisible(true);
        add(new Paragraph(words.explanation()), line);
        Button submit = new Button(words.verb(), it -> {
            try {
                act.accept(line.getValue());
                close();
                changed.run();
            } catch (Refused e) {
                line.setErrorMessage(e.getMessage());
                line.setInvalid(true);
            }
        });
        submit.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        submit.addClickShortcut(Key.ENTER);
        getFooter().add(new Button("Back", it -> close()), submit);
        setWidth("min(460px, 92vw)");
    }
}
