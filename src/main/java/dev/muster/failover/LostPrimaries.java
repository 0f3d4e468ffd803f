package dev.muster.failover;

import dev.muster.attention.Attention;
import dev.muster.attention.AttentionSource;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentQuery;
import dev.muster.plan.Database;
import dev.muster.plan.Failover;
import dev.muster.plan.Plan;
import dev.muster.plan.Plans;
import dev.muster.plan.Procedure;
import dev.muster.recovery.RunQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The primaries that are lost now; where the plan wants that, each is offered with its failover filled in. */
@Component
class LostPrimaries implements AttentionSource {

    private final Map<String, LostPrimary> lost = new LinkedHashMap<>();
    private final Plans plans;
    private final IncidentQuery incidents;
    private final RunQuery runs;
    private final ApplicationEventPublisher events;

    LostPrimaries(Plans plans, IncidentQuery incidents, RunQuery runs, ApplicationEventPublisher events) {
        this.plans = plans;
        this.incidents = incidents;
        this.runs = runs;
        this.events = events;
    }

    /** The plan's procedure that fails the database over. */
    static Optional<Procedure> procedure(Plan plan, String database) {
        return plan.procedures().stream()
                .filter(it -> it.target().equals(database))
                .filter(it -> it.steps().stream().anyMatch(step -> step.type().equals("confirm-primary-down")))
                .findFirst();
    }

    void is(LostPrimary primary) {
        boolean fresh;
        synchronized (this) {
            fresh = lost.putIfAbsent(primary.database(), primary) == null;
        }
        if (fresh) {
            events.publishEvent(new PrimaryLostChanged());
        }
    }

    void isThere(String database) {
        boolean was;
        synchronized (this) {
            was = lost.remove(database) != null;
        }
        if (was) {
            events.publishEvent(new PrimaryLostChanged());
        }
    }

    synchronized List<LostPrimary> now() {
        return List.copyOf(lost.values());
    }

    /** A run that holds the database already is news enough, and stands in this list by itself when it stops. */
    @Override
    public List<Attention> waiting(Instant now) {
        Plan plan = plans.current().plan();
        return now().stream()
                .filter(it -> offered(plan, it.database()))
                .filter(it -> runs.live().stream().noneMatch(run -> run.target().equals(it.database())))
                .map(it -> offer(it, openIncident()))
                .toList();
    }

    private static boolean offered(Plan plan, String database) {
        return plan.database(database)
                .flatMap(Database::failover)
                .filter(it -> it.automatic() != Failover.Mode.OFF)
                .isPresent();
    }

    private static Attention offer(LostPrimary primary, Optional<Incident> incident) {
        return new Attention(
                Attention.Kind.DECISION,
                primary.title() + ": its primary is lost. " + primary.words(),
                "Look and fail over",
                "recover?procedure=" + primary.procedure()
                        + incident.map(it -> "&incident=" + it.id().value()).orElse(""),
                primary.since(),
                Attention.Holds.RECOVERY,
                true,
                incident.map(Attention.Of::of));
    }

    /** The one that it most probably belongs to: the newest open one that is no exercise. */
    Optional<Incident> openIncident() {
        return incidents.list(IncidentQuery.Filter.OPEN, 0, 20).stream()
                .filter(it -> !it.exercise())
                .findFirst();
    }
}
