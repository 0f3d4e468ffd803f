package dev.muster.ui.incident;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.muster.common.Refused;
import dev.muster.incident.Declaration;
import dev.muster.incident.FieldProblem;
import dev.muster.incident.Inputs;
import dev.muster.incident.InvalidInput;
import dev.muster.incident.Severity;
import dev.muster.incident.TitleProposal;
import dev.muster.plan.Plan;
import dev.muster.plan.Scenario;
import dev.muster.plan.Service;
import dev.muster.ui.component.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a declaration. Everything but the scenario is proposed; what is wrong is told at its field. */
final class DeclareForm extends Div {

    private final Plan plan;
    private final Select<Scenario> scenario = new Select<>();
    private final RadioButtonGroup<Severity> severity = new RadioButtonGroup<>("Severity");
    private final TextField title = new TextField("Title");
    private final CheckboxGroup<Service> services = new CheckboxGroup<>("Affected services");
    private final DeclaredTimes times;
    private final Checkbox exercise = new Checkbox("This is an exercise: nothing is really down");
    private final Span other = Words.text("", "problem");
    private String proposed = "";

    DeclareForm(Plan plan, Instant now) {
        this.plan = plan;
        this.times = new DeclaredTimes(now);
        addClassName("fields");
        scenario.setLabel("What happened");
        scenario.getElement().setProperty("autofocus", true);
        scenario.setItems(plan.scenarios());
        scenario.setItemLabelGenerator(Scenario::title);
        scenario.addValueChangeListener(it -> describe(it.getValue()));
        severity.setItems(Severity.values());
        severity.setItemLabelGenerator(it -> it + ": " + it.sentence());
        severity.setValue(Severity.SEV1);
        services.setItems(plan.services());
        services.setItemLabelGenerator(Service::title);
        services.addValueChangeListener(it -> propose());
        title.setMaxLength(Inputs.LINE);
        title.setRequiredIndicatorVisible(true);
        other.getElement().setAttribute("role", "alert");
        scenario.setValue(plan.scenarios().getFirst());
        add(scenario, severity, services, title, times, exercise, other);
    }

    void propose(List<String> failing, Instant noticed) {
        times.noticed(noticed);
        services.setValue(plan.services().stream()
                .filter(it -> failing.contains(it.key()))
                .collect(Collectors.toSet()));
    }

    private void describe(@Nullable Scenario chosen) {
        scenario.setHelperText(
                chosen == null ? "" : "Impact: " + chosen.impact() + ". Strategy: " + chosen.strategy() + ".");
        propose();
    }

    /** A title that somebody typed stays. */
    private void propose() {
        Scenario chosen = scenario.getValue();
        if (chosen != null && title.getValue().equals(proposed)) {
            List<Service> affected = plan.services().stream()
                    .filter(services.getValue()::contains)
                    .toList();
            proposed = TitleProposal.of(chosen, affected);
            title.setValue(proposed);
        }
    }

    /**
     * What was filled in.
     *
     * @throws InvalidInput for what the declaration itself could not even carry
     */
    Declaration value() {
        fields().values().forEach(it -> it.setInvalid(false));
        other.setText("");
        List<FieldProblem> problems = new ArrayList<>();
        Instant noticed = times.detected(problems);
        Instant began = times.occurred(problems);
        if (scenario.getValue() == null) {
            problems.add(new FieldProblem("scenario", "", "Choose what happened."));
        }
        if (!problems.isEmpty() || noticed == null) {
            throw new InvalidInput(problems);
        }
        return new Declaration(
                scenario.getValue().key(),
                severity.getValue().number(),
                title.getValue(),
                began,
                noticed,
                services.getValue().stream().map(Service::key).sorted().toList(),
                exercise.getValue());
    }

    /** Tells each problem at its field. */
    void show(Refused refused) {
        if (!(refused instanceof InvalidInput invalid)) {
            other.setText(refused.getMessage());
            return;
        }
        for (FieldProblem problem : invalid.problems()) {
            HasValidation field = fields().get(problem.field());
            if (field == null) {
                other.setText(problem.toString());
            } else {
                field.setErrorMessage(problem.allowed());
                field.setInvalid(true);
            }
        }
        // On a phone the field with the fault may be far out of sight
        Stream.<HasValidation>of(scenario, severity, services, title, times.detected(), times.occurred())
                .filter(HasValidation::isInvalid)
                .findFirst()
                .ifPresent(it -> ((Component) it).scrollIntoView());
    }

    private Map<String, HasValidation> fields() {
        return Map.of(
                "scenario", scenario,
                "severity", severity,
                "title", title,
                "services", services,
                "detectedAt", times.detected(),
                "occurredAt", times.occurred());
    }
}
