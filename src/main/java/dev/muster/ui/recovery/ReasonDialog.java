package dev.muster.ui.recovery;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.muster.common.Refused;
import java.util.function.Consumer;

/** Asks why before something is done that cannot be taken lightly. */
class ReasonDialog extends Dialog {

    ReasonDialog(String title, String consequence, String verb, Consumer<String> act) {
        setHeaderTitle(title);
        setWidth("min(32rem, 94vw)");
        TextArea reason = new TextArea("Why");
        reason.setWidthFull();
        reason.setValueChangeMode(ValueChangeMode.EAGER);
        reason.setMaxLength(500);
        reason.setRequiredIndicatorVisible(true);
        Button go = new Button(verb);
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
        go.setEnabled(false);
        reason.addValueChangeListener(event -> go.setEnabled(!event.getValue().isBlank()));
        go.addClickListener(event -> {
            try {
                act.accept(reason.getValue().strip());
                close();
            } catch (Refused e) {
                reason.setErrorMessage(e.getMessage());
                reason.setInvalid(true);
            }
        });
        add(new Paragraph(consequence), reason);
        getFooter().add(new Button("Back", event -> close()), go);
        reason.focus();
    }
}
