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

    /** Every legal move; there is no other list of them. Back to RESPONDING is reopening. */
    private static final Map<IncidentState, Set<IncidentState>> MOVES = Map.of(
            DECLARED, Set.of(RESPONDING, CANCELLED),
            RESPONDING, Set.of(RESOLVED, CANCELLED),
            RESOLVED, Set.of(RESPONDING, CLOSED),
            CLOSED, Set.of(RESPONDING),
            CANCELLED, Set.of());

    public boolean mayBecome(IncidentState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** It ended, and may be taken up again with what it has. */
    public boolean mayReopen() {
        return !open() && mayBecome(RESPONDING);
    }

    /** The application is down, or may be, and people work on it. */
    public boolean open() {
        return this == DECLARED || this == RESPONDING;
    }

    /** The checklist and the timeline may still be written: the last phase is worked after the application is back. */
    public boolean writable() {
        return this != CLOSED && this != CANCELLED;
    }

    /** As a sentence has it. */
    public String word() {
        return switch (this) {
            case DECLARED -> "declared";
            case RESPONDING -> "responding";
            case RESOLVED -> "resolved";
            case CLOSED -> "closed";
            case CANCELLED -> "cancelled";
        };
    }
}
