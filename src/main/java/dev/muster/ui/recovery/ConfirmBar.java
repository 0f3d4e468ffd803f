package dev.muster.ui.recovery;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.RouterLink;
import dev.muster.recovery.HeldTarget;
import dev.muster.recovery.Runs;
import java.util.function.Consumer;

/** The last word before a launch: the name of the target, typed. Stays in sight while one reads what will run. */
final class ConfirmBar extends Div {

    private final Runs.Preview preview;
    private final TextField name;
    private final Button launch = new Button("Launch");
    private final Paragraph refused = new Paragraph();

    /** @param act launches with the typed name */
    ConfirmBar(Runs.Preview preview, Consumer<String> act) {
        this.preview = preview;
        addClassNames("card", "confirm");
        name = new TextField("Type " + preview.nameToType() + " to launch");
        name.setValueChangeMode(ValueChangeMode.EAGER);
        name.setAutocomplete(Autocomplete.OFF);
        name.setTestId("typed-name");
        name.setEnabled(!preview.blocked());
        launch.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        launch.setEnabled(false);
        launch.setTestId("launch");
        refused.addClassName("refused");
        refused.setTestId("refused");
        refused.getElement().setAttribute("role", "alert");
        refused.setVisible(false);
        name.addValueChangeListener(event -> launch.setEnabled(right(event.getValue())));
        name.addKeyPressListener(Key.ENTER, event -> launch(act));
        launch.addClickListener(event -> launch(act));
        Paragraph verdict = new Paragraph(PreviewPanel.verdict(preview));
        verdict.addClassNames("grow", preview.blocked() ? "blocks" : "calm");
        Div line = RecoveryPage.row(verdict, name, launch);
        add(line, refused);
    }

    private boolean right(String typed) {
        return !preview.blocked() && preview.nameToType().equals(typed);
    }

    private void launch(Consumer<String> act) {
        if (launch.isEnabled() && right(name.getValue())) {
            launch.setEnabled(false);
            launch.setText("Launching…");
            refused.setVisible(false);
            act.accept(name.getValue());
        }
    }

    /** Says why nothing was launched; what was typed stays. */
    void refuse(RuntimeException why) {
        refused.setText("✕ Nothing was launched. " + why.getMessage());
        if (why instanceof HeldTarget held) {
            refused.add(new Span(" "));
            refused.add(new RouterLink("Look at run " + held.holder(), RunView.class, RunView.at(held.holder())));
        }
        refused.setVisible(true);
        launch.setText("Launch");
        launch.setEnabled(right(name.getValue()));
    }
}
