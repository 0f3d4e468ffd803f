package dev.muster.security;

/** What a person may do. Each role may do all that the ones before it may. */
public enum Role {
    /** Reads everything but accounts. */
    VIEWER,
    /** Ticks items, writes to the timeline. */
    RESPONDER,
    /** Declares, launches and controls runs, resolves. */
    COMMANDER,
    /** Keeps accounts and the plan. */
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
