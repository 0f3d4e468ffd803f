package dev.muster.checklist;

import dev.muster.incident.Incident;
import dev.muster.plan.Plans;
import dev.muster.plan.Procedure;
import dev.muster.plan.Proof;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Proof by a run of the incident that succeeded and was not taken back. */
@Component
class RunProof implements ProofCheck {

    private final RunQuery runs;
    private final Plans plans;

    RunProof(RunQuery runs, Plans plans) {
        this.runs = runs;
        this.plans = plans;
    }

    @Override
    public Proof.Kind kind() {
        return Proof.Kind.RUN;
    }

    @Override
    public Optional<Evidence> evidence(Incident incident, String procedure) {
        return runs.ofIncident(incident.id()).stream()
                .filter(it -> it.procedure().equals(procedure) && it.state() == RunState.SUCCEEDED)
                .flatMap(it -> runs.run(it.id()).stream())
                .filter(it -> it.steps().stream().noneMatch(step -> step.state() == StepState.UNDONE))
                .map(RunQuery.Detail::summary)
                .findFirst()
                .map(it -> new Evidence(
                        "run " + it.id() + " (" + it.title() + ") succeeded",
                        Objects.requireNonNull(it.endedAt()),
                        it.id().value()));
    }

    @Override
    public String wanted(Incident incident, String procedure) {
        return "a run of \""
                + plans.version(incident.planVersionId())
                        .plan()
                        .procedure(procedure)
                        .map(Procedure::title)
                        .orElse(procedure)
                + "\" has succeeded in this incident";
    }
}
