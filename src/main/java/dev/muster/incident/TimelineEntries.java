package dev.muster.incident;

import dev.muster.security.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where the lines of timelines are kept; append only. */
interface TimelineEntries {

    void append(
            IncidentId incident,
            Instant happenedAt,
            Instant writtenAt,
            TimelineKind kind,
            Actor actor,
            String text,
            @Nullable Long runId);
}
