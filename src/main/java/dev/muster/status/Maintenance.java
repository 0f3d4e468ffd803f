package dev.muster.status;

import java.time.Instant;

/** Work on a service that was announced. */
public record Maintenance(
        long id, String service, Instant startsAt, Instant endsAt, String reason, String setByName, int version) {

    public boolean covers(Instant at) {
        return !at.isBefore(startsAt) && at.isBefore(endsAt);
    }
}
