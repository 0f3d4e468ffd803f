package dev.muster.recovery.step;

/** What a step may do to the estate. */
public enum StepEffect {
    READ_ONLY,
    /** Has a way back. */
    REVERSIBLE,
    DESTRUCTIVE
}
