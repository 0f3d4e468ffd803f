package dev.muster.certificate;

import dev.muster.practice.PracticeEstate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the practice plan gets for the full restore: configuration, a certificate with its server, and stumbles. */
public final class FullSystemPlan {

    private final PracticeEstate estate;
    private final int tls;

    public FullSystemPlan(PracticeEstate estate, int tls) {
        this.estate = estate;
        this.tls = tls;
    }

    void add(Map<String, Object> plan) {
        addParts(plan);
        Map<String, Object> procedures = part(plan, "procedures");
        Map.of(
                        "restore-database", "Database",
                        "restore-application", "Application",
                        "restore-configuration", "Configuration",
                        "restore-certificates", "Certificates",
                        "restore-redis", "Redis")
                .forEach((procedure, part) -> steps(part(procedures, procedure))
                        .add(map("type", "stumble", "title", "Stumble", "text", part)));
    }

    /** Configuration and certificate. */
    public void addParts(Map<String, Object> plan) {
        String chain = estate.resolve("tls/chain.pem").toString();
        String key = estate.resolve("tls/key.pem").toString();
        List<String> start = List.of(
                "openssl",
                "s_server",
                "-www",
                "-accept",
                "127.0.0.1:" + tls,
                "-cert",
                chain,
                "-cert_chain",
                chain,
                "-key",
                key);
        Map<String, Object> process = Map.of(
                "start", start,
                "directory", estate.resolve("tls").toString(),
                "pid-file", estate.resolve("tls.pid").toString(),
                "log-file", estate.resolve("tls.log").toString());
        part(part(plan, "storages"), "off-site").put("access-key", "${file:" + estate.resolve("access-key") + "}");
        part(plan, "services").put("tls", service(Map.of("process", process)));
        plan.put(
                "configurations",
                Map.of(
                        "etc",
                        map(
                                "title",
                                "Configuration",
                                "host",
                                "local",
                                "directory",
                                estate.resolve("etc").toString(),
                                "repository",
                                estate.resolve("etc.git").toString(),
                                "remote",
                                estate.resolve("origin").toString(),
                                "branch",
                                "main",
                                "parts",
                                List.of("app"))));
        plan.put(
                "certificates",
                Map.of(
                        "site",
                        map(
                                "title",
                                "Certificate",
                                "host",
                                "local",
                                "names",
                                List.of("localhost"),
                                "source",
                                map(
                                        "host",
                                        "local",
                                        "chain",
                                        estate.resolve("backup/chain.pem").toString(),
                                        "key",
                                        estate.resolve("backup/key.pem").toString()),
                                "chain-file",
                                chain,
                                "key-file",
                                key,
                                "roots",
                                estate.resolve("authority/root.pem").toString(),
                                "services",
                                List.of(map("service", "tls", "by", "restart")),
                                "served",
                                map("address", "127.0.0.1", "port", String.valueOf(tls)))));
    }

    private static Map<String, Object> service(Map<String, Object> runtime) {
        return map("title", "TLS", "tier", "critical", "host", "local", "runtime", runtime);
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> of, String key) {
        return (Map<String, Object>) Objects.requireNonNull(of.get(key));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> steps(Map<String, Object> procedure) {
        return (List<Object>) Objects.requireNonNull(procedure.get("steps"));
    }
}
