package dev.muster.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a commander states when declaring.
 *
 * @param scenario key in the plan in force
 * @param severity 1 (worst) to 4, see {@link Severity}
 * @param occurredAt null when not known
 * @param services keys of the affected services in the plan; may be empty
 * @param exercise a rehearsal: nothing is really down
 */
public record Declaration(
        String scenario,
        int severity,
        String title,
        @Nullable Instant occurredAt,
        Instant detectedAt,
        List<String> services,
        boolean exercise) {

    public Declaration {
        services = List.copyOf(services);
    }

    /** A real incident whose affected services are not named. */
    public Declaration(String scenario, int severity, String title, @Nullable Instant occurredAt, Instant detectedAt) {
        this(scenario, severity, title, occurredAt, detectedAt, List.of(), false);
    }
}
