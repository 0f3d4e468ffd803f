package dev.muster.incident;

/** A figure that a person may enter, or declare unknown for ever. */
public enum Figure {
    /** When it occurred. */
    OCCURRED,
    /** How much data was lost. */
    DATA_LOSS
}
