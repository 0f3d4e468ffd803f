package dev.muster.plan;

import dev.muster.security.Actor;
import java.util.Optional;

/** The plan in force and the versions before it. */
public interface Plans {

    /** The plan in force; there is always one, or the console would not have started. */
    PlanVersion current();

    /**
     * A stored version, for an incident or a run that keeps the one it started with.
     *
     * @throws PlanException when there is none of that id
     */
    PlanVersion version(long id);

    /**
     * Reads the source again and puts it in force. With any problem the plan before stays in force.
     *
     * @throws PlanException with every problem of the file
     */
    PlanVersion reload(Actor actor);

    /** Why the source as it stood at start is not in force; empty when it is, or once a reload went well. */
    default Optional<PlanException> refusedAtStart() {
        return Optional.empty();
    }
}
