package dev.muster.status;

import dev.muster.plan.Service;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a service is now.
 *
 * @param since when the first look was that said so
 * @param probes what its probes saw last; empty when the plan names none
 * @param latencies of its first probe, in milliseconds, one for each of the last 60 minutes, the oldest first
 */
public record ServiceStatus(
        Service service, ServiceState state, Instant since, List<Probed> probes, List<OptionalDouble> latencies) {

    /**
     * One probe.
     *
     * @param lookedAt when it last looked; empty before its first look
     */
    public record Probed(String key, ServiceState state, Instant since, String evidence, Optional<Instant> lookedAt) {}

    /** What its worst probe saw. */
    public String evidence() {
        return probes.stream()
                .filter(it -> it.state() == state)
                .map(Probed::evidence)
                .findFirst()
                .orElse("");
    }

    /** Whether the plan has it looked at. */
    public boolean looked() {
        return !probes.isEmpty();
    }

    public boolean down() {
        return state == ServiceState.DOWN;
    }
}
