package dev.muster.checklist;

import dev.muster.incident.IncidentId;
import dev.muster.security.Actor;
import java.time.Instant;
import java.util.Optional;

/** Where the waived phases are kept. */
interface Waivers {

    /** Whether it was not waived before. */
    boolean add(IncidentId incident, String phase, String reason, Actor actor, Instant at);

    /** Whether it was waived before. */
    boolean remove(IncidentId incident, String phase);

    Optional<Waiver> find(IncidentId incident, String phase);
}
