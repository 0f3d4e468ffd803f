package dev.muster.incident;

import dev.muster.security.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The story of an incident, append only. */
public interface Timeline {

    /**
     * Appends in the caller's transaction and publishes {@link IncidentChanged}. Holds the incident's row until that
     * transaction ends, so lines of one incident come to light in the order of their numbers.
     *
     * @param happenedAt when it happened; the time of writing is kept beside it
     * @param runId the run that it speaks of, for the link
     */
    void append(
            IncidentId incident, Instant happenedAt, TimelineKind kind, Actor actor, String text, @Nullable Long runId);

    /** As above, for a line that speaks of an item of the checklist and its phase. */
    default void append(
            IncidentId incident,
            Instant happenedAt,
            TimelineKind kind,
            Actor actor,
            String text,
            @Nullable Long runId,
            @Nullable Long item,
            String phase) {
        append(incident, happenedAt, kind, actor, text, runId);
    }

    /**
     * Somebody went past what protects the recovery. Beside the line of the act, in its transaction: the incident is not
     * closed before a commander has reviewed it.
     */
    default void breakGlass(IncidentId incident, Actor actor, String text) {}
}
