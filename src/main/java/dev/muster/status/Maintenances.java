package dev.muster.status;

import dev.muster.security.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Announced work on services. */
public interface Maintenances {

    /** All that had not ended by then, the earliest first. */
    List<Maintenance> after(Instant moment);

    Optional<Maintenance> find(long id);

    /** In the caller's transaction. */
    long add(String service, Instant startsAt, Instant endsAt, String reason, Actor actor, Instant now);

    /** Moves its end; false when somebody changed it meanwhile. In the caller's transaction. */
    boolean end(Maintenance maintenance, Instant at);
}
