package dev.muster.recovery;

/** What a person may decide about a run. */
public enum RunChoice {
    APPROVE,
    ASK_AGAIN,
    ANSWER,
    RESUME,
    RETRY,
    SKIP,
    PAUSE,
    UNDO_TO,
    WAY_BACK,
    CANCEL
}
