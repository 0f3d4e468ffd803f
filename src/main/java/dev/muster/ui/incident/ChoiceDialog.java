package dev.muster.ui.incident;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import java.util.Map;

/** Offers what is done seldom, a button for each. */
final class ChoiceDialog extends Dialog {

    /** @param acts by their verbs, in the order in which they are offered */
    ChoiceDialog(String header, Map<String, Runnable> acts) {
        setHeaderTitle(header);
        Div buttons = new Div();
        buttons.addClassName("stack");
        acts.forEach((verb, act) -> buttons.add(new Button(verb, it -> {
            close();
            act.run();
        })));
        add(buttons);
        getFooter().add(new Button("Back", it -> close()));
        setWidth("min(420px, 94vw)");
    }
}
