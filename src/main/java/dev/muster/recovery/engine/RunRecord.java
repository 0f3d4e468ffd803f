package dev.muster.recovery.engine;

import dev.muster.incident.IncidentId;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run as the engine reads it; steps are ordered by position, which starts at 1. */
record RunRecord(
        RunId id,
        String procedure,
        String title,
        String target,
        RunState state,
        Direction direction,
        boolean cancelRequested,
        Map<String, String> parameters,
        Map<String, String> facts,
        @Nullable String reason,
        @Nullable IncidentId incident,
        long planVersionId,
        List<StepRecord> steps) {

    /**
     * One step.
     *
     * @param attempt how often it was started; 0 when it never was
     * @param undone its way back has been run or was left out by a person
     */
    record StepRecord(int position, String type, String title, StepState state, int attempt, boolean undone) {

        boolean finished() {
            return state == StepState.SUCCEEDED || state == StepState.SKIPPED;
        }

        boolean stopped() {
            return state == StepState.FAILED || state == StepState.NEEDS_DECISION;
        }
    }

    Optional<StepRecord> nextForward() {
        return steps.stream().filter(it -> !it.finished()).findFirst();
    }

    Optional<StepRecord> nextBackward() {
        return steps.stream()
                .filter(it -> it.attempt() > 0 && !it.undone())
                .max(Comparator.comparingInt(StepRecord::position));
    }

    /** The step that the run stands at. */
    Optional<StepRecord> next() {
        return direction == Direction.FORWARD ? nextForward() : nextBackward();
    }
}
