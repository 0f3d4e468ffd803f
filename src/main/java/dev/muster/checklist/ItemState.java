package dev.muster.checklist;

import java.util.Map;
import java.util.Set;

/** Where an item of the checklist stands. */
public enum ItemState {
    OPEN,
    IN_PROGRESS,
    DONE,
    NOT_APPLICABLE,
    BLOCKED;

    /** Every legal move; there is no other list of them. */
    private static final Map<ItemState, Set<ItemState>> MOVES = Map.of(
            OPEN, Set.of(IN_PROGRESS, DONE, NOT_APPLICABLE, BLOCKED),
            IN_PROGRESS, Set.of(OPEN, DONE, NOT_APPLICABLE, BLOCKED),
            BLOCKED, Set.of(OPEN, IN_PROGRESS, DONE, NOT_APPLICABLE),
            DONE, Set.of(OPEN),
            NOT_APPLICABLE, Set.of(OPEN));

    public boolean mayBecome(ItemState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Nobody has to do anything about it any more. */
    public boolean settled() {
        return this == DONE || this == NOT_APPLICABLE;
    }

    /** As a sentence has it. */
    public String word() {
        return switch (this) {
            case OPEN -> "open";
            case IN_PROGRESS -> "in progress";
            case DONE -> "done";
            case NOT_APPLICABLE -> "not applicable";
            case BLOCKED -> "blocked";
        };
    }
}
