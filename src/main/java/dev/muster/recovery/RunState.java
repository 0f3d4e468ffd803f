package dev.muster.recovery;

/** The life of a run; the legal moves stand in the engine's table. */
public enum RunState {
    PREPARED,
    AWAITING_APPROVAL,
    QUEUED,
    RUNNING,
    PAUSED,
    INTERRUPTED,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    public boolean ended() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
