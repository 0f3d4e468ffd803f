package dev.muster.checklist;

/** Where an item of the checklist stands. */
public enum ItemState {
    OPEN,
    IN_PROGRESS,
    DONE,
    NOT_APPLICABLE,
    BLOCKED
}
