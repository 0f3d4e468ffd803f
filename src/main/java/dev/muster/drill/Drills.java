package dev.muster.drill;

import dev.muster.plan.Drill;
import dev.muster.plan.Objectives;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes down rehearsals; each method in the caller's transaction. */
interface Drills {

    /** A run that may be one of a drill. */
    record Run(
            RunId id,
            String procedure,
            RunState state,
            String launchedBy,
            Instant launchedAt,
            @Nullable Instant endedAt,
            @Nullable String reason,
            @Nullable Instant snapshotAt) {}

    /**
     * A rehearsal that begins, or that was missed.
     *
     * @param reason null while it runs
     */
    record Start(
            Drill drill,
            DrillState state,
            @Nullable Instant dueAt,
            Instant at,
            @Nullable RunId run,
            @Nullable String reason,
            Objectives objectives) {}

    /**
     * Up to when the schedule was looked at, locked until the transaction ends. A drill that is new, or has another
     * schedule than before, counts from now.
     */
    Instant watchedTo(Drill drill, Instant now);

    void watched(Drill drill, Instant to);

    /** Its number; empty when the run or the due time already has a rehearsal. */
    Optional<Long> insert(Start start);

    Optional<Run> run(RunId run);

    /** The rehearsal of a run that has not ended. */
    Optional<Long> running(RunId run);

    boolean known(RunId run);

    /** Gives the run to the rehearsal that the schedule has begun for this procedure, if there is one. */
    boolean link(RunId run, String procedure);

    /** Those that the schedule began before a moment and that have no run. */
    List<Long> neverLaunched(Instant before);

    /** Ends one that runs; does nothing to any other. */
    boolean end(long id, DrillState state, Instant at, @Nullable String reason, @Nullable Instant snapshotAt);
}
