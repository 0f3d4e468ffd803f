package dev.muster.ui.incident;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
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
import dev.muster.incident.WallClock;
import dev.muster.plan.Plan;
import dev.muster.plan.Scenario;
import dev.muster.plan.Service;
import dev.muster.ui.component.Words;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a declaration. Everything but the scenario is proposed; what is wrong is told at its field. */
final class DeclareForm extends Div {

    private final Plan plan;
    private final Instant now;
    private final Select<Scenario> scenario = new Select<>();
    private final RadioButtonGroup<Severity> severity = new RadioButtonGroup<>("Severity");
    private final TextField title = new TextField("Title");
    private final CheckboxGroup<Service> services = new CheckboxGroup<>("Affected services");
    private final DateTimePicker detected = new DateTimePicker("Noticed");
    private final Checkbox known = new Checkbox("I know when it began");
    private final DateTimePicker occurred = new DateTimePicker("Began");
    private final Checkbox exercise = new Checkbox("This is an exercise: nothing is really down");
    private final Span other = Words.text("", "problem");
    private String proposed = "";

    DeclareForm(Plan plan, Instant now) {
        this.plan = plan;
        this.now = now;
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
        LocalDateTime local = now.atZone(Told.zone()).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
        detected.setValue(local);
        occurred.setValue(local);
        occurred.setVisible(false);
        known.addValueChangeListener(it -> occurred.setVisible(it.getValue()));
        known.setHelperText("Until somebody does, the figures that need it stay pending");
        other.getElement().setAttribute("role", "alert");
        scenario.setValue(plan.scenarios().getFirst());
        add(scenario, severity, services, title, detected, known, occurred, exercise, other);
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
        Instant noticed = moment("detectedAt", detected.getValue(), problems);
        Instant began = known.getValue() ? moment("occurredAt", occurred.getValue(), problems) : null;
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

    private @Nullable Instant moment(String field, @Nullable LocalDateTime given, List<FieldProblem> problems) {
        if (given == null) {
            problems.add(new FieldProblem(field, "", "Give a day and a time."));
            return null;
        }
        try {
            return WallClock.moment(given, Told.zone(), now);
        } catch (Refused e) {
            problems.add(new FieldProblem(field, given.toString(), String.valueOf(e.getMessage())));
            return null;
        }
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
                field.setErrorMessage(problem.toString());
                field.setInvalid(true);
            }
        }
    }

    private Map<String, HasValidation> fields() {
        return Map.of(
                "scenario", scenario,
                "severity", severity,
                "title", title,
                "services", services,
                "detectedAt", detected,
                "occurredAt", occurred);
    }
}
