package dev.muster.objective;

import java.time.Instant;
import java.util.Optional;

/**
 * A clock that counts up.
 *
 * @param stopped when it was stopped; empty while it runs
 */
public record Elapsed(Instant since, Optional<Instant> stopped) {}
