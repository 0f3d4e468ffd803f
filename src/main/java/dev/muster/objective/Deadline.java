package dev.muster.objective;

import java.time.Instant;

/**
 * A stretch of time that runs out.
 *
 * @param of what it is for, such as "critical systems"
 */
public record Deadline(String of, Instant since, Instant until) {}
