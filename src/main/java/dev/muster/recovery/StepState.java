package dev.muster.recovery;

/** The life of one step of a run. */
public enum StepState {
    PENDING,
    RUNNING,
    WAITING,
    NEEDS_DECISION,
    SUCCEEDED,
    FAILED,
    SKIPPED,
    UNDONE
}
