package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.host.HostFiles;
import dev.muster.host.Hosts;
import dev.muster.plan.Failover;
import dev.muster.plan.Plan;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which server the applications' own files name. */
final class Addresses {

    static final int LONGEST = 1 << 20;

    private Addresses() {}

    static Map<String, String> values(Failover.Application application, Node to) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(application.addressKey(), to.server().address());
        application
                .portKey()
                .ifPresent(it -> values.put(it, Integer.toString(to.server().port())));
        return values;
    }

    static HostFiles files(Hosts hosts, Plan plan, Failover.Application application) {
        return hosts.files(plan.needHost(plan.needService(application.service()).host()));
    }

    /** The first file that names another server, in words; empty when each names this one, or cannot be read. */
    static Optional<String> elsewhere(Hosts hosts, Plan plan, Node leader) {
        return leader.failover().applications().stream()
                .filter(it -> {
                    try {
                        byte[] now = files(hosts, plan, it).read(Path.of(it.file()), LONGEST);
                        return !Arrays.equals(now, EnvFile.with(it.file(), now, values(it, leader)));
                    } catch (Refused unreadable) {
                        return false;
                    }
                })
                .findFirst()
                .map(it -> it.file() + " of " + it.service() + " names another server");
    }
}
