package dev.muster.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a console without screens needs to run the plan's recovery procedures on a practice estate. */
public final class RecoveryModules {

    private static final List<String> ALL = List.of(
            "plan",
            "host",
            "s3",
            "backup",
            "postgres",
            "archive",
            "application",
            "redis",
            "failover",
            "proxy",
            "resolver",
            "dns",
            "route53",
            "status",
            "configuration",
            "isolation",
            "certificate");

    private RecoveryModules() {}

    /** The packages to scan, beside the engine. */
    public static String[] packages() {
        return ALL.stream().map("dev.muster."::concat).toArray(String[]::new);
    }

    /** Keys, work and evidence lie in that folder; nothing is looked at by itself. */
    public static Map<String, String> settings(Path home, Path plan) {
        return Map.of(
                "muster.plan",
                plan.toUri().toString(),
                "muster.keys-directory",
                home.resolve("keys").toString(),
                "muster.ssh-agent",
                "",
                "muster.postgres.bin",
                "",
                "muster.probing",
                "false",
                "muster.evidence-directory",
                home.resolve("evidence").toString(),
                "muster.evidence-immutable",
                "false",
                "muster.work-directory",
                home.resolve("work").toString());
    }
}
