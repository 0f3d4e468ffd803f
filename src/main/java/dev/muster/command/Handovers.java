package dev.muster.command;

import dev.muster.incident.IncidentId;
import dev.muster.roster.Attendance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where offers are kept. */
interface Handovers {

    Optional<Handover> find(long id);

    List<Handover> openOf(IncidentId incident);

    /** Oldest first. */
    List<Handover> openTo(String login);

    /** Open ones whose receiver has been silent for long enough. */
    List<Handover> silent(Instant now);

    long add(Holding from, Attendance to, boolean toDeputy, SituationReport report, Instant at, Instant answerBy);

    /** Ends an open one. */
    void end(Handover handover, Handover.State state, Instant at, @Nullable String reason);
}
