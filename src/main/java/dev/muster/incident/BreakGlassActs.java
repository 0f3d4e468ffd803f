package dev.muster.incident;

import dev.muster.security.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where break-glass acts are kept; what was done is never changed. */
interface BreakGlassActs {

    void add(IncidentId incident, Actor actor, String text, Instant at);

    /** Whose act it is. */
    Optional<IncidentId> incident(long act);

    /** Whether nobody had reviewed it before. */
    boolean review(long act, Actor actor, Instant at);

    /** Oldest first. */
    List<BreakGlassAct> of(IncidentId incident);
}
