package dev.muster.status;

import java.time.Instant;
import java.util.Optional;

/**
 * A service went into another state.
 *
 * @param service key in the plan
 * @param probe key of the probe that saw it; empty where the console itself says so
 */
public record Transition(String service, ServiceState state, Instant at, Optional<String> probe, String evidence) {}
