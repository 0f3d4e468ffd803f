package dev.muster.objective;

import dev.muster.incident.Incident;
import dev.muster.plan.Plan;
import dev.muster.plan.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The RTO that an incident is held to: that of the most critical tier among its affected services. Where nobody said
 * which are affected, the strictest holds.
 *
 * @param of what must be back, such as "critical systems"
 * @param within from detection
 */
public record RecoveryObjective(String of, Duration within) {

    /** @param plan the one that the incident was declared under */
    public static RecoveryObjective of(Incident incident, Plan plan) {
        List<Service> affected = incident.services().stream()
                .flatMap(it -> plan.service(it).stream())
                .toList();
        return affected.isEmpty() || affected.stream().anyMatch(it -> it.tier() == Service.Tier.CRITICAL)
                ? new RecoveryObjective("critical systems", plan.objectives().rtoCritical())
                : new RecoveryObjective(
                        "non-critical systems", plan.objectives().rtoNonCritical());
    }

    /** When they must be back at the latest. */
    public Instant until(Incident incident) {
        return incident.detectedAt().plus(within);
    }
}
