package dev.muster.status;

import java.time.Instant;

/** The state of one probe: single looks make no state, a row of them does. */
final class Streak {

    private final int downAfter;
    private final int upAfter;
    private ServiceState state = ServiceState.UNKNOWN;
    private Instant since;
    private boolean worsening;
    private int count;
    private Instant begun;

    /** Nothing is known at first. */
    Streak(int downAfter, int upAfter, Instant now) {
        this.downAfter = downAfter;
        this.upAfter = upAfter;
        this.since = now;
        this.begun = now;
    }

    /** Takes one look in; true when the state is another now. */
    boolean add(ServiceState seen, Instant at) {
        if (seen == state) {
            count = 0;
            return false;
        }
        boolean worse = seen.worseThan(state);
        if (count == 0 || worse != worsening) {
            worsening = worse;
            count = 0;
            begun = at;
        }
        count++;
        if (count < needed(worse)) {
            return false;
        }
        state = seen;
        since = begun;
        count = 0;
        return true;
    }

    /** Where nothing was known, the first good look is news enough. */
    private int needed(boolean worse) {
        if (worse) {
            return downAfter;
        }
        return state == ServiceState.UNKNOWN ? 1 : upAfter;
    }

    /** Whether the last looks spoke against the state: it is worth looking again soon. */
    boolean wavers() {
        return count > 0;
    }

    ServiceState state() {
        return state;
    }

    /** When the row of looks began that made the state. */
    Instant since() {
        return since;
    }
}
