package dev.muster.practice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says in a plan how the estate's database moves to its standby: the servers are started and stopped by pg_ctl. */
final class PracticeFailover {

    static final String PRIMARY = "postgresql";
    static final String STANDBY = "postgresql-standby";

    private PracticeFailover() {}

    static Map<String, Object> service(String title, String tier, PostgresCluster cluster) {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("title", title);
        service.put("tier", tier);
        service.put("host", "local");
        String data = cluster.dataDirectory().toString();
        service.put(
                "runtime",
                Map.of(
                        "commands",
                        ordered(
                                "start",
                                cluster.commandLine(
                                        "pg_ctl",
                                        "-D",
                                        data,
                                        "-l",
                                        cluster.log().toString(),
                                        "-w",
                                        "-t",
                                        "60",
                                        "start"),
                                "stop",
                                cluster.commandLine("pg_ctl", "-D", data, "-m", "fast", "-w", "-t", "60", "stop"),
                                "running",
                                cluster.commandLine("pg_ctl", "-D", data, "status"))));
        return service;
    }

    /** Only where the estate has a standby. */
    static void add(Map<String, Object> database, PracticeParts parts) {
        parts.standby().ifPresent(it -> database.put("failover", failover(parts, it)));
    }

    private static Map<String, Object> failover(PracticeParts parts, PostgresCluster standby) {
        Map<String, Object> other = ordered("host", "local", "address", standby.host(), "port", "" + standby.port());
        other.putAll(server(STANDBY, standby));
        List<Map<String, Object>> applications = new ArrayList<>(List.of(application("bdc", parts.bdc())));
        parts.second().ifPresent(it -> applications.add(application("bdc2", it)));
        return ordered(
                "primary",
                server(PRIMARY, parts.primary()),
                "standby",
                other,
                "most-lag",
                "16 MB",
                "most-delay",
                "30 s",
                "fence",
                ordered("stop-server", "true"),
                "applications",
                applications,
                "automatic",
                "off",
                "cool-down",
                "30 min");
    }

    private static Map<String, Object> application(String service, BdcProcess bdc) {
        return ordered(
                "service",
                service,
                "file",
                bdc.program().directory().resolve(".env").toString(),
                "address-key",
                "DATABASE_HOST",
                "port-key",
                "DATABASE_PORT");
    }

    private static Map<String, Object> server(String service, PostgresCluster cluster) {
        Map<String, Object> server = ordered(
                "service",
                service,
                "directory",
                cluster.dataDirectory().toString(),
                "programs",
                cluster.installation().program("pg_ctl").replaceAll("/pg_ctl$", ""));
        if (!cluster.account().isEmpty()) {
            server.put("account", cluster.account());
        }
        return server;
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
