package dev.muster.objective;

import dev.muster.checklist.RoomQuery;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentState;
import dev.muster.objective.Measure.Invalid;
import dev.muster.objective.Measure.Measured;
import dev.muster.objective.Measure.NotApplicable;
import dev.muster.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The clocks of an incident, as absolute moments: a browser lets them run.
 *
 * @param declared since it was declared; stopped when it was resolved
 * @param phase the window of the first phase that is not complete: where the work is, not where the clock is
 * @param rto the budget of the most critical affected tier, from detection
 * @param full until everything must be back, from detection
 * @param forecast will we make it
 */
public record Clocks(
        Measure<Elapsed> declared,
        Measure<Deadline> phase,
        Measure<Deadline> rto,
        Measure<Deadline> full,
        Forecast forecast) {

    /**
     * Computes all of them; reads nothing.
     *
     * @param plan the one that the incident was declared under
     * @param byHand how many open items are no procedure's
     */
    static Clocks of(RoomQuery.Room room, Plan plan, List<Work> ahead, long byHand, Instant now) {
        Incident incident = room.incident();
        RecoveryObjective objective = RecoveryObjective.of(incident, plan);
        Measure<Deadline> rto = budget(incident, objective.of(), objective.within(), now);
        return new Clocks(
                declared(incident, now),
                phase(room),
                rto,
                budget(incident, "everything", plan.objectives().rtoFull(), now),
                Forecast.of(rto, ahead, byHand, now));
    }

    private static Measure<Elapsed> declared(Incident incident, Instant now) {
        if (incident.declaredAt().isAfter(now)) {
            return new Invalid<>("declared lies in the future");
        }
        return incident.state() == IncidentState.CANCELLED
                ? new NotApplicable<>("cancelled")
                : new Measured<>(new Elapsed(incident.declaredAt(), Optional.ofNullable(incident.resolvedAt())));
    }

    private static Measure<Deadline> phase(RoomQuery.Room room) {
        if (!room.incident().state().writable()) {
            return new NotApplicable<>(word(room.incident().state()));
        }
        Instant declared = room.incident().declaredAt();
        return room.phases().stream()
                .filter(it -> !it.complete())
                .findFirst()
                .<Measure<Deadline>>map(it ->
                        new Measured<>(new Deadline(it.title(), declared.plus(it.from()), declared.plus(it.to()))))
                .orElseGet(() -> new NotApplicable<>("every item is done"));
    }

    private static Measure<Deadline> budget(Incident incident, String of, Duration length, Instant now) {
        if (!incident.state().open()) {
            return new NotApplicable<>(word(incident.state()));
        }
        return incident.detectedAt().isAfter(now)
                ? new Invalid<>("detected lies in the future")
                : new Measured<>(new Deadline(
                        of, incident.detectedAt(), incident.detectedAt().plus(length)));
    }

    private static String word(IncidentState state) {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }
}
