package dev.muster.isolation;

import dev.muster.common.Refused;
import dev.muster.host.Command;
import dev.muster.host.CommandListener;
import dev.muster.host.Hosts;
import dev.muster.plan.Host;
import dev.muster.recovery.step.Finding;
import java.time.Duration;
import java.util.List;

/** Whether a host answers, for a pre-flight: one that does not is no reason to isolate nothing. */
final class Reachable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Reachable() {}

    static List<Finding> findings(Hosts hosts, Host host) {
        String check = "host " + host.key();
        try {
            hosts.machine(host).run(Command.of(PATIENCE, "true"), CommandListener.silent());
            return List.of(Finding.ok(check, "it answers"));
        } catch (Refused e) {
            return List.of(Finding.warn(check, "Evidence of it will be missing: " + e.getMessage()));
        }
    }
}
