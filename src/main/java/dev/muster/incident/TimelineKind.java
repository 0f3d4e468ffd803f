package dev.muster.incident;

/** What a timeline entry speaks of. */
public enum TimelineKind {
    DECLARED,
    STATE,
    ITEM,
    RUN,
    NOTE,
    ROLE,
    MESSAGE
}
