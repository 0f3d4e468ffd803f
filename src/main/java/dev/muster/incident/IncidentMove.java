package dev.muster.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One move in the life of an incident; kept for ever, also when it is reopened.
 *
 * @param from null for the declaration
 * @param reason why it was cancelled or reopened
 */
public record IncidentMove(
        Instant at,
        @Nullable IncidentState from,
        IncidentState to,
        String actorName,
        @Nullable String reason) {}
