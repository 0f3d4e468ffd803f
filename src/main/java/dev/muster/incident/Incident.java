package dev.muster.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident as it is stored.
 *
 * @param severity 1 is the worst, 4 the least
 * @param exercise a rehearsal: nothing is really down
 * @param services keys of the affected services in its plan
 * @param occurredAt null while nobody knows
 * @param firstResponseAt when a responder first acted on it
 * @param resolvedAt null again after it was reopened
 * @param closedAt null again after it was reopened
 * @param cancelReason why it was no incident
 * @param commander login of who declared it
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
        List<String> services,
        @Nullable Instant occurredAt,
        Instant detectedAt,
        Instant declaredAt,
        @Nullable Instant firstResponseAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant closedAt,
        @Nullable String cancelReason,
        String commander,
        String commanderName,
        long planVersionId) {

    public Incident {
        services = List.copyOf(services);
    }
}
