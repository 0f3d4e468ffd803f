package dev.muster.drill;

import dev.muster.recovery.RunState;

/** What became of a rehearsal. */
public enum DrillState {
    RUNNING,
    PASSED,
    /** It could not start, or a step of it failed. */
    FAILED,
    CANCELLED,
    /** The console was not there when it was due. */
    MISSED;

    static DrillState of(RunState ended) {
        return switch (ended) {
            case SUCCEEDED -> PASSED;
            case FAILED -> FAILED;
            case CANCELLED -> CANCELLED;
            case PREPARED, AWAITING_APPROVAL, QUEUED, RUNNING, PAUSED, INTERRUPTED -> RUNNING;
        };
    }
}
