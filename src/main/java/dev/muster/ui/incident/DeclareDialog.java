package dev.muster.ui.incident;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dialog.Dialog;
import dev.muster.common.Refused;
import dev.muster.incident.Declaration;
import dev.muster.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Asks for a declaration; stays open, with the reasons at their fields, when it is refused. */
@StyleSheet("context://css/incident.css")
public final class DeclareDialog extends Dialog {

    private final DeclareForm form;

    public DeclareDialog(Plan plan, Instant now, Consumer<Declaration> declare) {
        form = new DeclareForm(plan, now);
        setHeaderTitle("Declare an incident");
        addClassName("declare-dialog");
        add(form);
        Button submit = new Button("Declare", it -> submit(declare));
        submit.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        // Not Enter alone: that chooses in a list, and would declare by accident.
        submit.addClickShortcut(Key.ENTER, KeyModifier.CONTROL);
        submit.setTooltipText("Ctrl Enter");
        getFooter().add(new Button("Not now", it -> close()), submit);
    }

    void propose(List<String> failing, Instant noticed) {
        form.propose(failing, noticed);
    }

    private void submit(Consumer<Declaration> declare) {
        try {
            declare.accept(form.value());
            close();
        } catch (Refused e) {
            form.show(e);
        }
    }
}
