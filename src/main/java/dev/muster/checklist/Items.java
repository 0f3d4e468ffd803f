package dev.muster.checklist;

import dev.muster.incident.IncidentId;
import dev.muster.plan.Phase;
import dev.muster.security.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where checklists are kept. */
interface Items {

    void addAll(IncidentId incident, List<Phase> phases);

    Optional<Item> find(long id);

    /** Moves the item if it still has that version and state; false when somebody else was faster. */
    boolean move(long id, int expectedVersion, ItemState from, ItemState to, Actor actor, Instant at);
}
