package dev.muster.incident;

import java.util.Map;
import java.util.Set;

/** The life of an incident. */
public enum IncidentState {
    DECLARED,
    RESPONDING,
    RESOLVED,
    CLOSED,
    CANCELLED;

    /** Every legal move; there is no other list of them. */
    private static final Map<IncidentState, Set<IncidentState>> MOVES = Map.of(
            DECLARED, Set.of(RESPONDING, CANCELLED),
            RESPONDING, Set.of(RESOLVED, CANCELLED),
            RESOLVED, Set.of(CLOSED),
            CLOSED, Set.of(),
            CANCELLED, Set.of());

    public boolean mayBecome(IncidentState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** The application is down, or may be, and people work on it. */
    public boolean open() {
        return this == DECLARED || this == RESPONDING;
    }

    /** The checklist and the timeline may still be written: the last phase is worked after the application is back. */
    public boolean writable() {
        return this != CLOSED && this != CANCELLED;
    }
}
