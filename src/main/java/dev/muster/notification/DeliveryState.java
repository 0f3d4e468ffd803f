package dev.muster.notification;

import java.util.Map;
import java.util.Set;

/** How far one recipient's copy of a message came. */
public enum DeliveryState {
    /** Waits for its turn. */
    QUEUED,
    /** A console has it in its hands. */
    SENDING,
    /** It certainly did not arrive and is tried again by itself. */
    RETRYING,
    /** The receiver said that it has it. */
    SENT,
    /** It did not arrive and is not tried again by itself. */
    FAILED,
    /** It was handed over and no answer came: it may have arrived. A person looks and decides. */
    UNKNOWN,
    /** A person took it back before it left. */
    CANCELLED;

    /** Every legal move; there is no other list of them. */
    private static final Map<DeliveryState, Set<DeliveryState>> MOVES = Map.of(
            QUEUED, Set.of(SENDING, CANCELLED),
            SENDING, Set.of(SENT, RETRYING, FAILED, UNKNOWN, QUEUED),
            RETRYING, Set.of(SENDING, QUEUED, CANCELLED),
            SENT, Set.of(),
            FAILED, Set.of(QUEUED),
            UNKNOWN, Set.of(QUEUED, SENT, RETRYING, FAILED),
            CANCELLED, Set.of());

    public boolean mayBecome(DeliveryState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Somebody has to look at it. */
    public boolean needsPerson() {
        return this == FAILED || this == UNKNOWN;
    }
}
