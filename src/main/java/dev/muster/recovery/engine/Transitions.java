package dev.muster.recovery.engine;

import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import java.util.EnumSet;
import java.util.Set;

/** The one table of legal moves. Whoever changes a state asks here first. */
final class Transitions {

    private Transitions() {}

    static Set<RunState> after(RunState state) {
        return switch (state) {
            case PREPARED -> EnumSet.of(RunState.QUEUED, RunState.CANCELLED);
            case QUEUED -> EnumSet.of(RunState.RUNNING, RunState.CANCELLED);
            case RUNNING ->
                EnumSet.of(
                        RunState.AWAITING_APPROVAL,
                        RunState.PAUSED,
                        RunState.INTERRUPTED,
                        RunState.SUCCEEDED,
                        RunState.FAILED,
                        RunState.CANCELLED);
            // A person decided.
            case AWAITING_APPROVAL, PAUSED, INTERRUPTED -> EnumSet.of(RunState.QUEUED);
            // The way back.
            case SUCCEEDED -> EnumSet.of(RunState.QUEUED);
            case FAILED, CANCELLED -> EnumSet.noneOf(RunState.class);
        };
    }

    static Set<StepState> after(StepState state) {
        return switch (state) {
            case PENDING -> EnumSet.of(StepState.RUNNING);
            // RUNNING again: a repeatable step after a crash.
            case RUNNING ->
                EnumSet.of(
                        StepState.RUNNING,
                        StepState.WAITING,
                        StepState.NEEDS_DECISION,
                        StepState.SUCCEEDED,
                        StepState.FAILED,
                        StepState.UNDONE);
            case WAITING -> EnumSet.of(StepState.RUNNING);
            case NEEDS_DECISION, FAILED -> EnumSet.of(StepState.RUNNING, StepState.SKIPPED);
            // RUNNING: its way back runs. PENDING: it was undone to be done again.
            case SUCCEEDED -> EnumSet.of(StepState.RUNNING);
            case SKIPPED -> EnumSet.of(StepState.PENDING, StepState.RUNNING);
            case UNDONE -> EnumSet.of(StepState.PENDING);
        };
    }

    static void require(RunState from, RunState to) {
        if (!after(from).contains(to)) {
            throw new IllegalStateException("A run cannot go from " + from + " to " + to);
        }
    }

    static void require(StepState from, StepState to) {
        if (!after(from).contains(to)) {
            throw new IllegalStateException("A step cannot go from " + from + " to " + to);
        }
    }
}
