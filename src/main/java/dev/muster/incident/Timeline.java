package dev.muster.incident;

import dev.muster.security.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The story of an incident, append only. */
public interface Timeline {

    /**
     * Appends in the caller's transaction and publishes {@link IncidentChanged}.
     *
     * @param happenedAt when it happened; the time of writing is kept beside it
     * @param runId the run that it speaks of, for the link
     */
    void append(
            IncidentId incident, Instant happenedAt, TimelineKind kind, Actor actor, String text, @Nullable Long runId);
}
