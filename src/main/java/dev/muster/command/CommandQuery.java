package dev.muster.command;

import dev.muster.incident.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads who holds which role. */
public interface CommandQuery {

    /** Empty when there is no such incident. */
    Optional<Team> team(IncidentId incident);

    /** Who commanded then; empty before the declaration and for an unknown incident. */
    Optional<Holding> commanderAt(IncidentId incident, Instant at);

    /** Everybody's time in every role, in the order in which it began. */
    List<Holding> history(IncidentId incident);

    /** A handover, open or ended. */
    Optional<Handover> handover(long id);

    /** The open offers to somebody, oldest first. */
    List<Handover> offersTo(String login);
}
