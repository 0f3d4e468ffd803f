package dev.muster.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a commander states when declaring.
 *
 * @param scenario key in the plan in force
 * @param severity 1 (worst) to 4
 * @param occurredAt null when not known
 */
public record Declaration(
        String scenario,
        int severity,
        String title,
        @Nullable Instant occurredAt,
        Instant detectedAt) {}
