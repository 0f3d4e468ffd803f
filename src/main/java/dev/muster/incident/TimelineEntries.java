package dev.muster.incident;

import dev.muster.security.Actor;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the lines of timelines are kept; append only. */
interface TimelineEntries {

    /** The number of the new line. */
    long append(NewEntry entry);

    Optional<Stored> find(long id);

    /** Whether it was not pinned before. */
    boolean pin(long id, Actor actor, Instant at);

    /** Whether it was pinned before. */
    boolean unpin(long id);

    /** A line before it has a number. */
    record NewEntry(
            IncidentId incident,
            Instant happenedAt,
            Instant writtenAt,
            TimelineKind kind,
            Actor actor,
            String text,
            @Nullable Long runId,
            @Nullable Long item,
            @Nullable String phase,
            @Nullable Long corrects) {}

    /** A line and whose it is. */
    record Stored(IncidentId incident, TimelineEntry entry) {}
}
