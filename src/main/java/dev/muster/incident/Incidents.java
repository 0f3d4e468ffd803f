package dev.muster.incident;

import java.time.Instant;
import java.util.Optional;

/** Where incidents are kept. */
interface Incidents {

    IncidentId add(NewIncident incident);

    /** Reads the row and holds it until the transaction ends, so that two moves of one incident wait for each other. */
    Optional<Incident> lock(IncidentId id);

    /**
     * Moves it on.
     *
     * @throws dev.muster.common.Refused when it is no longer in the version that was read
     */
    void move(Incident incident, IncidentState next, Instant at);

    /** Sets the time of the first response and moves on to RESPONDING, unless somebody has responded before. */
    boolean beginResponse(IncidentId id, Instant at);

    /** An incident before it has a number. */
    record NewIncident(
            Declaration declaration, Instant declaredAt, String commander, String commanderName, long planVersionId) {}
}
