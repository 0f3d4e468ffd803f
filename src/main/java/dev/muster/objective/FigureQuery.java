package dev.muster.objective;

import dev.muster.incident.Incident;
import dev.muster.plan.Plans;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Measures an incident against the objectives of the plan that it was declared under. */
@Service
public class FigureQuery {

    /** The fact by which a restore states what it could not bring back, in whole seconds. */
    public static final String DATA_LOSS = "data-loss.seconds";

    private final Plans plans;
    private final RunQuery runs;

    FigureQuery(Plans plans, RunQuery runs) {
        this.plans = plans;
        this.runs = runs;
    }

    public Figures figures(Incident incident) {
        List<RunQuery.Summary> ofIncident = runs.ofIncident(incident.id());
        return Figures.of(
                incident,
                plans.version(incident.planVersionId()).plan(),
                newestSucceeded(ofIncident).orElseGet(() -> underWay(ofIncident)));
    }

    private Optional<Figures.Restore> newestSucceeded(List<RunQuery.Summary> ofIncident) {
        return ofIncident.stream()
                .filter(it -> it.state() == RunState.SUCCEEDED && it.endedAt() != null)
                .sorted(Comparator.comparing((RunQuery.Summary it) -> Objects.requireNonNull(it.endedAt()))
                        .reversed())
                .flatMap(it -> runs.run(it.id()).stream())
                .filter(FigureQuery::stands)
                .flatMap(it -> Optional.ofNullable(it.facts().get(DATA_LOSS)).stream())
                .<Figures.Restore>map(Figures.Restore.Succeeded::new)
                .findFirst();
    }

    /** A restore that was taken back is as if it had not been: its loss was undone with it. */
    private static boolean stands(RunQuery.Detail run) {
        return run.steps().stream().noneMatch(it -> it.state() == StepState.UNDONE);
    }

    private static Figures.Restore underWay(List<RunQuery.Summary> ofIncident) {
        return ofIncident.stream().allMatch(it -> it.state().ended())
                ? new Figures.Restore.None()
                : new Figures.Restore.UnderWay();
    }
}
