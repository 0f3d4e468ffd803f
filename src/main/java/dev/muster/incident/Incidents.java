package dev.muster.incident;

import dev.muster.security.Actor;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where incidents are kept. Every move leaves a row in its history. */
interface Incidents {

    IncidentId add(Declaration declaration, Instant declaredAt, Actor commander, long planVersionId);

    /** Reads the row and holds it until the transaction ends, so that two moves of one incident wait for each other. */
    Optional<Incident> lock(IncidentId id);

    /**
     * Moves it on. Sets the time of the resolution or the end, and takes both away when it goes back to RESPONDING.
     *
     * @throws dev.muster.common.Refused when it is no longer in the version that was read
     */
    void move(Incident incident, IncidentState next, Instant at, Actor actor, @Nullable String reason);

    /** Sets the time of the first response and moves on to RESPONDING, unless somebody has responded before. */
    boolean beginResponse(IncidentId id, Actor actor, Instant at);

    /** @throws dev.muster.common.Refused when it is no longer in the version that was read */
    void occurred(Incident incident, Instant occurredAt);

    /** Whether it was not declared unknown before. */
    boolean addUnknown(IncidentId id, Figure figure, String reason, Actor actor, Instant at);
}
