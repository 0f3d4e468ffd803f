package dev.muster.drill;

import dev.muster.objective.Measure;
import dev.muster.recovery.RunId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One rehearsal.
 *
 * @param dueAt when the schedule wanted it; null when a person launched it
 * @param startedAt when it began, or was found to be missed
 * @param run null when it could not be launched
 * @param reason why it did not pass
 * @param snapshotAt the moment whose data was restored; null when it did not come that far
 * @param rto what the duration was held to, as the plan was then
 */
public record Rehearsal(
        long id,
        String drill,
        String title,
        String procedure,
        DrillState state,
        @Nullable Instant dueAt,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable RunId run,
        @Nullable String reason,
        @Nullable Instant snapshotAt,
        Duration rto,
        Duration rpo) {

    /** From its launch to its end, clean-up included. */
    public Measure<Duration> duration() {
        return switch (state) {
            case RUNNING -> new Measure.Pending<>("it runs");
            case PASSED ->
                endedAt == null
                        ? new Measure.Invalid<>("it has no end")
                        : new Measure.Measured<>(Duration.between(startedAt, endedAt));
            case FAILED, CANCELLED, MISSED -> new Measure.NotApplicable<>("nothing was restored to the end");
        };
    }

    /** How old the restored data was at the launch: what a disaster at that moment would have cost. */
    public Measure<Duration> dataAge() {
        return snapshotAt == null
                ? state == DrillState.RUNNING
                        ? new Measure.Pending<>("it runs")
                        : new Measure.NotApplicable<>("nothing was restored to the end")
                : new Measure.Measured<>(Duration.between(snapshotAt, startedAt));
    }

    public Measure<Boolean> metRto() {
        return within(duration(), rto);
    }

    public Measure<Boolean> metRpo() {
        return within(dataAge(), rpo);
    }

    private static Measure<Boolean> within(Measure<Duration> measure, Duration most) {
        return switch (measure) {
            case Measure.Measured<Duration> it ->
                new Measure.Measured<>(it.value().compareTo(most) <= 0);
            case Measure.Pending<Duration> it -> new Measure.Pending<>(it.waitsFor());
            case Measure.NotApplicable<Duration> it -> new Measure.NotApplicable<>(it.why());
            case Measure.Invalid<Duration> it -> new Measure.Invalid<>(it.reason());
        };
    }
}
