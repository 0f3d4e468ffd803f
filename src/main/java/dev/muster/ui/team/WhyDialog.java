package dev.muster.ui.team;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.muster.common.Refused;
import java.util.function.Consumer;
import org.springframework.security.access.AccessDeniedException;

/** Asks for a reason; stays open, with what is wrong at the field, when it is refused. */
final class WhyDialog extends Dialog {

    private final TextField reason = new TextField("Why");

    WhyDialog(String header, String consequence, String verb, Consumer<String> act) {
        setHeaderTitle(header);
        setWidth("min(460px, 94vw)");
        reason.setWidthFull();
        reason.setMaxLength(200);
        reason.setAutofocus(true);
        reason.setRequiredIndicatorVisible(true);
        add(new Paragraph(consequence), reason);
        Button go = new Button(verb, it -> submit(act));
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.addClickShortcut(Key.ENTER).listenOn(reason);
        getFooter().add(new Button("Back", it -> close()), go);
    }

    private void submit(Consumer<String> act) {
        try {
            act.accept(reason.getValue());
            close();
        } catch (Refused | AccessDeniedException e) {
            reason.setErrorMessage(String.valueOf(e.getMessage()));
            reason.setInvalid(true);
        }
    }
}
