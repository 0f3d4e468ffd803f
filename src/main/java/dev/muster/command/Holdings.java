package dev.muster.command;

import dev.muster.incident.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where it is kept who holds what. */
interface Holdings {

    /** Holds the incident until the transaction ends, so that two changes of its roles wait for each other. */
    void lock(IncidentId incident);

    Optional<Holding> current(IncidentId incident, String role);

    /** What somebody holds now. */
    List<Holding> currentOf(String login);

    /** In the order in which they began. */
    List<Holding> history(IncidentId incident);

    Optional<Holding> commanderAt(IncidentId incident, Instant at);

    void end(Holding holding, Instant at);

    void begin(IncidentId incident, String role, String login, String name, Instant from, Holding.How how);
}
