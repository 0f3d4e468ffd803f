package dev.muster.status;

/** How a service is, the best first. */
public enum ServiceState {
    UP,
    /** It answers, and something about the answer is wrong. */
    DEGRADED,
    /** Nobody could look: it may be up or down. */
    UNKNOWN,
    DOWN;

    boolean worseThan(ServiceState other) {
        return compareTo(other) > 0;
    }
}
