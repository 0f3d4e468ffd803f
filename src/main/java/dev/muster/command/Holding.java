package dev.muster.command;

import dev.muster.incident.IncidentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's time in a role of an incident.
 *
 * @param until null while it lasts; not part of the time itself
 */
public record Holding(
        long id,
        IncidentId incident,
        String role,
        String login,
        String name,
        Instant from,
        @Nullable Instant until,
        How how) {

    /** How it began. */
    public enum How {
        DECLARED,
        TAKEN,
        ASSIGNED,
        HANDED_OVER,
        TAKEN_OVER
    }

    public boolean covers(Instant at) {
        return !at.isBefore(from) && (until == null || at.isBefore(until));
    }
}
