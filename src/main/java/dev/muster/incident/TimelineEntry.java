package dev.muster.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of an incident's story.
 *
 * @param runId the run that it speaks of
 */
public record TimelineEntry(
        long id,
        Instant happenedAt,
        Instant writtenAt,
        TimelineKind kind,
        String actorName,
        String text,
        @Nullable Long runId) {}
