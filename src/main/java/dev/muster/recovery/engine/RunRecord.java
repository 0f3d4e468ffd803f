package dev.muster.recovery.engine;

import dev.muster.incident.IncidentId;
import dev.muster.plan.Procedure.Frame;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import dev.muster.recovery.step.StepContext.Answer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as the engine reads it; steps are ordered by position, which starts at 1.
 *
 * @param pauseReason why a person wants it to stand still before its next step
 * @param undoTo the first step to undo while it goes back to one
 */
record RunRecord(
        RunId id,
        String procedure,
        String title,
        String target,
        RunState state,
        Direction direction,
        boolean cancelRequested,
        @Nullable String pauseReason,
        @Nullable Integer undoTo,
        Map<String, String> parameters,
        Map<String, String> facts,
        @Nullable String reason,
        @Nullable IncidentId incident,
        long planVersionId,
        String launchedBy,
        String launchedName,
        List<StepRecord> steps) {

    /**
     * One step.
     *
     * @param attempt how often it was started; 0 when it never was
     * @param undone its way back has been run or was left out by a person
     * @param stands it does not go on before a person has decided
     * @param answers what may be answered to its question; empty when it asks none
     * @param answer to its question, until it has worked with it
     */
    record StepRecord(
            int position,
            String type,
            String title,
            StepState state,
            int attempt,
            boolean undone,
            List<Frame> frames,
            boolean stands,
            @Nullable String summary,
            List<String> answers,
            @Nullable Answer answer) {

        private StepRecord moved(StepState to, int newAttempt, @Nullable String newSummary) {
            return new StepRecord(
                    position,
                    type,
                    title,
                    to,
                    newAttempt,
                    undone,
                    frames,
                    stands,
                    newSummary,
                    answers,
                    // The answer was for the time before, as in the rows.
                    to == StepState.RUNNING ? answer : null);
        }

        boolean finished() {
            return state == StepState.SUCCEEDED || state == StepState.SKIPPED;
        }

        boolean failed() {
            return stands && state == StepState.FAILED;
        }

        boolean asks() {
            return stands && !answers.isEmpty();
        }

        boolean asksForApproval() {
            return asks() && type.equals(ApprovalStep.TYPE);
        }
    }

    /** As it is after a move of one of its steps. */
    RunRecord moved(int position, StepState to, int attempt, @Nullable String summary) {
        return with(
                facts,
                steps.stream()
                        .map(it -> it.position() == position ? it.moved(to, attempt, summary) : it)
                        .toList());
    }

    /** With more facts, the newest of each name. */
    RunRecord knowing(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(facts);
        all.putAll(more);
        return with(all, steps);
    }

    private RunRecord with(Map<String, String> newFacts, List<StepRecord> newSteps) {
        return new RunRecord(
                id,
                procedure,
                title,
                target,
                state,
                direction,
                cancelRequested,
                pauseReason,
                undoTo,
                parameters,
                newFacts,
                reason,
                incident,
                planVersionId,
                launchedBy,
                launchedName,
                newSteps);
    }

    boolean forward() {
        return direction == Direction.FORWARD;
    }

    /** Whether a step may begin, as far as people and failures go. */
    boolean mayBegin() {
        return state == RunState.RUNNING && forward() && !cancelRequested && pauseReason == null && !anythingFailed();
    }

    /** The steps that may work now, as far as the order of the procedure goes. */
    List<StepRecord> next() {
        return forward()
                ? steps.stream()
                        .filter(it -> !it.finished() && !it.stands() && !waitsForAnother(it))
                        .toList()
                : lastToUndo().filter(it -> !it.stands()).stream().toList();
    }

    private boolean waitsForAnother(StepRecord step) {
        return steps.stream()
                .limit(step.position() - 1L)
                .anyMatch(it -> !it.finished() && !Frame.beside(it.frames(), step.frames()));
    }

    /** Backward it is one at a time, whatever ran beside each other. */
    Optional<StepRecord> lastToUndo() {
        return steps.stream()
                .filter(it -> it.attempt() > 0 && !it.undone())
                .filter(it -> undoTo == null || it.position() >= undoTo)
                .max(Comparator.comparingInt(StepRecord::position));
    }

    /** The steps that wait for a person, what failed first. */
    List<StepRecord> standing() {
        return steps.stream()
                .filter(StepRecord::stands)
                .sorted(Comparator.comparing(it -> !it.failed()))
                .toList();
    }

    boolean anythingFailed() {
        return steps.stream().anyMatch(StepRecord::failed);
    }
}
