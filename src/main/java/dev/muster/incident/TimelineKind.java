package dev.muster.incident;

/** What a timeline entry speaks of. */
public enum TimelineKind {
    DECLARED,
    STATE,
    ITEM,
    RUN,
    STEP,
    NOTE,
    ROLE,
    HANDOVER,
    MESSAGE,
    /** A service went down, came back or changed otherwise. */
    SERVICE,
    /** A figure was entered or declared unknown. */
    FIGURE
}
