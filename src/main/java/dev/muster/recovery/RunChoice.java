package dev.muster.recovery;

/** What a person may decide about a run. */
public enum RunChoice {
    CANCEL,
    RETRY,
    SKIP,
    WAY_BACK
}
