package dev.muster.attention;

import dev.muster.attention.Attention.Holds;
import dev.muster.attention.Attention.Kind;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentQuery;
import dev.muster.plan.Database;
import dev.muster.plan.Plan;
import dev.muster.plan.Plans;
import dev.muster.plan.Service;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunQuery.Summary;
import dev.muster.recovery.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Runs that stand still until a person has decided, and runs that failed and were not tried again. */
@Component
class RunAttention implements AttentionSource {

    /** A failure outside of an incident is news for a day; after that the age of the backups tells of it. */
    private static final Duration NEWS = Duration.ofDays(1);

    private final RunQuery runs;
    private final IncidentQuery incidents;
    private final Plans plans;

    RunAttention(RunQuery runs, IncidentQuery incidents, Plans plans) {
        this.runs = runs;
        this.incidents = incidents;
        this.plans = plans;
    }

    @Override
    public List<Attention> waiting(Instant now) {
        Plan plan = plans.current().plan();
        List<Attention> waiting = new ArrayList<>();
        Set<String> tried = new HashSet<>();
        for (Summary run : runs.live()) {
            tried.add(run.procedure() + " " + run.target());
            stopped(run, plan).ifPresent(waiting::add);
        }
        for (Summary run : runs.lastEnded(now.minus(NEWS))) {
            if (run.state() == RunState.FAILED && tried.add(run.procedure() + " " + run.target())) {
                failed(run, plan).ifPresent(waiting::add);
            }
        }
        return waiting;
    }

    private Optional<Attention> stopped(Summary run, Plan plan) {
        return switch (run.state()) {
            case AWAITING_APPROVAL ->
                Optional.of(of(run, plan, Kind.APPROVAL, "waits for another person's approval", "Look and approve"));
            case PAUSED -> Optional.of(of(run, plan, Kind.DECISION, "asks: " + reason(run), "Decide"));
            case INTERRUPTED -> Optional.of(of(run, plan, Kind.DECISION, "stopped: " + reason(run), "Decide"));
            case PREPARED, QUEUED, RUNNING, SUCCEEDED, FAILED, CANCELLED -> Optional.empty();
        };
    }

    /** A failure of an incident that is over is history. */
    private Optional<Attention> failed(Summary run, Plan plan) {
        boolean over = run.incident() != null
                && incident(run.incident()).filter(it -> it.state().open()).isEmpty();
        return over
                ? Optional.empty()
                : Optional.of(of(run, plan, Kind.FAILED_RUN, "failed: " + reason(run), "See why"));
    }

    private Attention of(Summary run, Plan plan, Kind kind, String what, String act) {
        Optional<Incident> incident = Optional.ofNullable(run.incident()).flatMap(this::incident);
        return new Attention(
                kind,
                "Run " + run.id() + ", " + run.title() + ", " + what,
                act,
                "runs/" + run.id(),
                since(run),
                incident.isPresent() ? Holds.RECOVERY : Holds.PLAN,
                critical(plan, run.target()),
                incident.map(Attention.Of::of));
    }

    private Optional<Incident> incident(IncidentId id) {
        return incidents.find(id);
    }

    /** A run came to stand still when its last step did. */
    private Instant since(Summary run) {
        return runs.run(run.id()).stream()
                .flatMap(it -> it.steps().stream())
                .flatMap(it -> Stream.ofNullable(it.endedAt()))
                .max(Comparator.naturalOrder())
                .orElse(run.launchedAt());
    }

    private static String reason(Summary run) {
        return Objects.requireNonNullElse(run.reason(), "the run's page says why");
    }

    /** A target that the plan no longer knows is taken for critical: nobody said that it is not. */
    private static boolean critical(Plan plan, String target) {
        List<String> services = plan.database(target).map(Database::services).orElse(List.of(target));
        List<Service> known =
                services.stream().flatMap(it -> plan.service(it).stream()).toList();
        return known.isEmpty() || known.stream().anyMatch(it -> it.tier() == Service.Tier.CRITICAL);
    }
}
