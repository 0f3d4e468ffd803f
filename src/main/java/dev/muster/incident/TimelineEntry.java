package dev.muster.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of an incident's story.
 *
 * @param actor login of who wrote it
 * @param runId the run that it speaks of
 * @param itemId the checklist item that it speaks of
 * @param phase key of that item's phase
 * @param corrects the line that this one corrects
 * @param correctedBy the line that corrects this one
 */
public record TimelineEntry(
        long id,
        Instant happenedAt,
        Instant writtenAt,
        TimelineKind kind,
        String actor,
        String actorName,
        String text,
        @Nullable Long runId,
        @Nullable Long itemId,
        @Nullable String phase,
        @Nullable Long corrects,
        @Nullable Long correctedBy,
        boolean pinned) {}
