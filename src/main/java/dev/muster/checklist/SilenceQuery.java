package dev.muster.checklist;

import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentQuery;
import dev.muster.incident.TimelineQuery;
import dev.muster.plan.Phase;
import dev.muster.plan.Plans;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Finds the longest silence in the story of an incident, to ask the scribe what happened in it. */
@Service
public class SilenceQuery {

    private final IncidentQuery incidents;
    private final TimelineQuery timeline;
    private final Plans plans;
    private final Clock clock;

    SilenceQuery(IncidentQuery incidents, TimelineQuery timeline, Plans plans, Clock clock) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.plans = plans;
        this.clock = clock;
    }

    /**
     * What happened between these two moments?
     *
     * @param phase title of the phase that was worked
     * @param lasts nothing has been written since
     */
    public record Silence(Instant from, Instant to, String phase, boolean lasts) {

        public Duration length() {
            return Duration.between(from, to);
        }
    }

    /**
     * The longest silence from the declaration to the resolution (or now) that is longer than the plan lets the phase
     * be silent; empty when there is none, and when nothing more can be written.
     */
    public Optional<Silence> longest(IncidentId id) {
        return incidents.find(id).filter(it -> it.state().writable()).flatMap(this::longest);
    }

    private Optional<Silence> longest(Incident incident) {
        List<Phase> phases = plans.version(incident.planVersionId()).plan().phases();
        Duration shortest = phases.stream()
                .map(Phase::silence)
                .min(Comparator.naturalOrder())
                .orElse(Phase.SILENCE);
        Instant resolved = incident.resolvedAt();
        Instant end = resolved == null ? clock.instant() : resolved;
        return timeline.gaps(incident.id(), incident.declaredAt(), end, shortest).stream()
                .filter(it -> it.length().compareTo(phase(phases, it).silence()) >= 0)
                .max(Comparator.comparing(TimelineQuery.Gap::length))
                .map(it -> new Silence(
                        it.from(),
                        it.to(),
                        phase(phases, it).title(),
                        resolved == null && it.to().equals(end)));
    }

    private static Phase phase(List<Phase> phases, TimelineQuery.Gap gap) {
        return phases.stream()
                .filter(it -> it.key().equals(gap.phase()))
                .findFirst()
                .orElse(phases.getFirst());
    }
}
