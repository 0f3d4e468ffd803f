package dev.muster.ui.incident;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.muster.common.Refused;
import dev.muster.incident.Declaration;
import dev.muster.incident.Severity;
import dev.muster.plan.Plan;
import dev.muster.plan.Scenario;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/** Asks for what a declaration needs; stays open, with the reason, when it is refused. */
public final class DeclareDialog extends Dialog {

    private final Select<Scenario> scenario = new Select<>();
    private final Select<Integer> severity = new Select<>();
    private final TextField title = new TextField("Title");
    private final Checkbox known = new Checkbox("I know when it began");
    private final DateTimePicker occurred = new DateTimePicker("Began");
    private final DateTimePicker detected = new DateTimePicker("Noticed");
    private final Span problem = Words.text("", "problem");

    public DeclareDialog(Plan plan, Instant now, Consumer<Declaration> declare) {
        setHeaderTitle("Declare an incident");
        addClassName("declare-dialog");
        scenario.setLabel("What happened");
        scenario.setItems(plan.scenarios());
        scenario.setItemLabelGenerator(Scenario::title);
        scenario.addValueChangeListener(it -> scenario.setHelperText(
                it.getValue() == null
                        ? ""
                        : it.getValue().impact() + ". " + it.getValue().strategy() + "."));
        scenario.setValue(plan.scenarios().getFirst());
        severity.setLabel("Severity");
        severity.setItems(List.of(1, 2, 3, 4));
        severity.setItemLabelGenerator(it -> Severity.of(it)
                .map(known -> known + ": " + known.sentence())
                .orElse(""));
        severity.setValue(1);
        title.setMaxLength(200);
        title.setRequiredIndicatorVisible(true);
        title.setPlaceholder("Database corruption on bdc_production");
        title.setAutofocus(true);
        LocalDateTime local = now.atZone(Told.zone()).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
        detected.setValue(local);
        occurred.setValue(local);
        occurred.setVisible(false);
        known.addValueChangeListener(it -> occurred.setVisible(it.getValue()));
        problem.getElement().setAttribute("role", "alert");
        Div fields = new Div(title, scenario, severity, detected, known, occurred, problem);
        fields.addClassName("fields");
        add(fields);
        Button submit = new Button("Declare", it -> submit(declare));
        submit.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        submit.addClickShortcut(Key.ENTER);
        getFooter().add(new Button("Not now", it -> close()), submit);
    }

    private void submit(Consumer<Declaration> declare) {
        try {
            LocalDateTime noticed =
                    detected.getOptionalValue().orElseThrow(() -> new Refused("Say when it was noticed."));
            Instant began = known.getValue() && occurred.getValue() != null
                    ? occurred.getValue().atZone(Told.zone()).toInstant()
                    : null;
            declare.accept(new Declaration(
                    scenario.getValue().key(),
                    severity.getValue(),
                    title.getValue(),
                    began,
                    noticed.atZone(Told.zone()).toInstant()));
            close();
        } catch (Refused e) {
            problem.setText(e.getMessage());
        }
    }
}
