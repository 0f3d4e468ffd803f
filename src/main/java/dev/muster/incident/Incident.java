package dev.muster.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An incident as it is stored.
 *
 * @param severity 1 is the worst, 4 the least
 * @param exercise a rehearsal: nothing is really down
 * @param occurredAt null while nobody knows
 * @param firstResponseAt when a responder first acted on it
 * @param planVersionId the plan that was in force when it was declared; it keeps that one
 */
public record Incident(
        IncidentId id,
        int version,
        String title,
        String scenario,
        int severity,
        IncidentState state,
        boolean exercise,
        @Nullable Instant occurredAt,
        Instant detectedAt,
        Instant declaredAt,
        @Nullable Instant firstResponseAt,
        @Nullable Instant resolvedAt,
        String commander,
        String commanderName,
        long planVersionId) {}
