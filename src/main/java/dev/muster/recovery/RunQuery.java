package dev.muster.recovery;

import dev.muster.incident.IncidentId;
import dev.muster.plan.Procedure.Frame;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What screens and reports read about runs. */
public interface RunQuery {

    /** A run as lists show it. */
    record Summary(
            RunId id,
            String procedure,
            String title,
            String target,
            RunState state,
            int stepsDone,
            int steps,
            String launchedBy,
            Instant launchedAt,
            @Nullable Instant endedAt,
            @Nullable IncidentId incident,
            @Nullable Long item,
            @Nullable String reason) {}

    /** A run as its own page shows it. */
    record Detail(Summary summary, Map<String, String> parameters, Map<String, String> facts, List<StepRow> steps) {}

    /**
     * One step. Times are null until they happen.
     *
     * @param within the groups and used procedures around it, from the outside in
     * @param stands it does not go on before a person has decided
     * @param answers what may be answered to its question; empty when it asks none
     */
    record StepRow(
            int position,
            String type,
            String title,
            StepState state,
            int attempt,
            @Nullable String summary,
            List<String> commands,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            List<Frame> within,
            boolean stands,
            List<String> answers) {}

    /** One line of a run's log. */
    record LogLine(long seq, Instant at, int step, String stream, String line) {}

    Optional<Detail> run(RunId id);

    /** Newest first. */
    List<Summary> latest(int limit);

    List<Summary> ofIncident(IncidentId incident);

    /** Those that have not ended, oldest first: they hold their target. */
    List<Summary> live();

    /** The newest run of each procedure and target that ended at or after the moment. */
    List<Summary> lastEnded(Instant since);

    /** Lines after {@code afterSeq}, oldest first, at most {@code limit}. */
    List<LogLine> log(RunId id, long afterSeq, int limit);

    /** The number of the last line; 0 when there is none. */
    long lastLogSeq(RunId id);
}
