package dev.muster.objective;

import dev.muster.incident.Incident;
import dev.muster.incident.IncidentState;
import dev.muster.objective.Measure.Invalid;
import dev.muster.objective.Measure.Measured;
import dev.muster.objective.Measure.NotApplicable;
import dev.muster.objective.Measure.Pending;
import dev.muster.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one incident, as the plan's "Recovery Metrics" define them.
 *
 * @param detection detected − occurred
 * @param response first response − detected
 * @param recovery resolved − detected
 * @param downtime resolved − occurred
 * @param dataLoss what the newest restore of the incident could not bring back
 * @param metRto recovery ≤ RTO of the most critical affected tier
 * @param metRpo data loss ≤ RPO of the database
 */
public record Figures(
        Measure<Duration> detection,
        Measure<Duration> response,
        Measure<Duration> recovery,
        Measure<Duration> downtime,
        Measure<Duration> dataLoss,
        Measure<Boolean> metRto,
        Measure<Boolean> metRpo) {

    private static final String NOT_RESOLVED = "not resolved yet";
    private static final String CANCELLED = "cancelled";

    /** What is known of the restores of an incident. */
    public sealed interface Restore {

        /** None was launched, or none came to its end. */
        record None() implements Restore {}

        /** One is on its way. */
        record UnderWay() implements Restore {}

        /** @param lossSeconds as the run stated it */
        record Succeeded(String lossSeconds) implements Restore {}
    }

    /**
     * Computes all of them; reads nothing.
     *
     * @param plan the one that the incident was declared under
     */
    public static Figures of(Incident incident, Plan plan, Restore restore) {
        Measure<Duration> recovery =
                between(incident, "detected", incident.detectedAt(), "resolved", incident.resolvedAt(), NOT_RESOLVED);
        Measure<Duration> dataLoss = loss(incident, restore);
        return new Figures(
                occurred(incident)
                        .map(it -> between(incident, "occurred", it, "detected", incident.detectedAt(), ""))
                        .orElseGet(Figures::unknownOccurred),
                between(
                        incident,
                        "detected",
                        incident.detectedAt(),
                        "first response",
                        incident.firstResponseAt(),
                        "nobody has responded yet"),
                recovery,
                occurred(incident)
                        .map(it -> between(incident, "occurred", it, "resolved", incident.resolvedAt(), NOT_RESOLVED))
                        .orElseGet(Figures::unknownOccurred),
                dataLoss,
                within(recovery, RecoveryObjective.of(incident, plan).within()),
                within(dataLoss, plan.objectives().rpoDatabase()));
    }

    private static Optional<Instant> occurred(Incident incident) {
        return Optional.ofNullable(incident.occurredAt());
    }

    private static Measure<Duration> unknownOccurred() {
        return new Pending<>("not known when it occurred");
    }

    private static Measure<Duration> between(
            Incident incident, String fromName, Instant from, String toName, @Nullable Instant to, String waitsFor) {
        if (to == null) {
            return incident.state() == IncidentState.CANCELLED
                    ? new NotApplicable<>(CANCELLED)
                    : new Pending<>(waitsFor);
        }
        if (to.isBefore(from)) {
            return new Invalid<>(toName + " lies before " + fromName);
        }
        return new Measured<>(Duration.between(from, to));
    }

    private static Measure<Duration> loss(Incident incident, Restore restore) {
        return switch (restore) {
            case Restore.Succeeded succeeded -> parsed(succeeded.lossSeconds());
            case Restore.UnderWay underWay -> new Pending<>("a run is under way");
            case Restore.None none ->
                switch (incident.state()) {
                    case DECLARED, RESPONDING -> new Pending<>("nothing restored yet");
                    case RESOLVED, CLOSED -> new NotApplicable<>("nothing was restored");
                    case CANCELLED -> new NotApplicable<>(CANCELLED);
                };
        };
    }

    private static Measure<Duration> parsed(String seconds) {
        try {
            long value = Long.parseLong(seconds);
            return value < 0
                    ? new Invalid<>("the restore stated a loss of " + value + " s")
                    : new Measured<>(Duration.ofSeconds(value));
        } catch (NumberFormatException e) {
            return new Invalid<>("the restore stated a loss that is no number of seconds");
        }
    }

    private static Measure<Boolean> within(Measure<Duration> measure, Duration objective) {
        return switch (measure) {
            case Measured<Duration> it -> new Measured<>(it.value().compareTo(objective) <= 0);
            case Pending<Duration> it -> new Pending<>(it.waitsFor());
            case NotApplicable<Duration> it -> new NotApplicable<>(it.why());
            case Invalid<Duration> it -> new Invalid<>(it.reason());
        };
    }
}
