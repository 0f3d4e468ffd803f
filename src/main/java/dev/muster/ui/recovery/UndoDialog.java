package dev.muster.ui.recovery;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.muster.common.Refused;
import dev.muster.recovery.RunQuery.StepRow;
import java.util.List;
import java.util.function.BiConsumer;

/** Asks back to which step, and why. */
class UndoDialog extends Dialog {

    /** @param act undoes down to the step of this position, for this reason */
    UndoDialog(List<StepRow> steps, BiConsumer<Integer, String> act) {
        setHeaderTitle("Undo back to a step");
        setWidth("min(34rem, 94vw)");
        List<StepRow> begun = steps.stream().filter(it -> it.attempt() > 0).toList();
        Select<StepRow> to = new Select<>();
        to.setLabel("First step to undo");
        to.setItems(begun);
        to.setItemLabelGenerator(it -> it.position() + ". " + it.title());
        to.setValue(begun.getLast());
        to.setWidthFull();
        TextArea reason = new TextArea("Why");
        reason.setWidthFull();
        reason.setValueChangeMode(ValueChangeMode.EAGER);
        reason.setMaxLength(500);
        reason.setRequiredIndicatorVisible(true);
        Button go = new Button("Undo the steps");
        go.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        go.setEnabled(false);
        reason.addValueChangeListener(event -> go.setEnabled(!event.getValue().isBlank()));
        go.addClickListener(event -> {
            try {
                act.accept(to.getValue().position(), reason.getValue().strip());
                close();
            } catch (Refused e) {
                reason.setErrorMessage(e.getMessage());
                reason.setInvalid(true);
            }
        });
        add(
                new Paragraph("The newest step is undone first, down to this one. Then the run stands before it, and"
                        + " you may let it go on or cancel it."),
                to,
                reason);
        getFooter().add(new Button("Back", event -> close()), go);
        reason.focus();
    }
}
