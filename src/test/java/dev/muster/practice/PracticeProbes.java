package dev.muster.practice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Puts the estate's servers beside BDC on the board of services, each with a probe that sees a killed process soon. */
final class PracticeProbes {

    private PracticeProbes() {}

    static void add(Map<String, Object> plan, PracticeParts parts) {
        Map<String, Object> services = new LinkedHashMap<>();
        services.put(
                PracticeFailover.PRIMARY, PracticeFailover.service("PostgreSQL primary", "critical", parts.primary()));
        services.putAll(part(plan, "services"));
        Map<String, Object> probes = new LinkedHashMap<>();
        probes.put("postgresql", probe("postgresql", "postgresql", Map.of("database", "bdc", "write", "true")));
        parts.redis()
                .ifPresent(it -> probes.put(
                        "redis",
                        probe(
                                "redis",
                                "redis",
                                Map.of(
                                        "address",
                                        "127.0.0.1",
                                        "port",
                                        "" + it.port(),
                                        "password",
                                        "${file:" + it.passwordFile() + "}"))));
        probes.put("bdc-health", healthy("bdc", parts.bdc().url()));
        parts.second().ifPresent(it -> probes.put("bdc2-health", healthy("bdc2", it.url())));
        parts.nginx().ifPresent(it -> probes.put("nginx", healthy("nginx", it.url())));
        parts.standby().ifPresent(standby -> {
            services.put(
                    PracticeFailover.STANDBY, PracticeFailover.service("PostgreSQL standby", "non-critical", standby));
            probes.put(
                    "postgresql-standby",
                    probe(
                            "postgresql-standby",
                            "postgresql",
                            Map.of("database", "bdc", "address", standby.host(), "port", "" + standby.port())));
        });
        services.put("object-store", seen("Object store", "non-critical"));
        Map<String, Object> bucket = probe("object-store", "bucket", "off-site");
        bucket.put("every", "5 s");
        bucket.put("timeout", "3 s");
        probes.put("object-store", bucket);
        plan.put("services", services);
        plan.put("probes", probes);
        Map<String, Object> items = part(part(part(plan, "phases"), "validation"), "items");
        part(items, "verify-services").put("proof", Map.of("services-up", List.copyOf(services.keySet())));
    }

    private static Map<String, Object> healthy(String service, String url) {
        return probe(service, "http", Map.of("url", url + "/health", "contains", "\"up\""));
    }

    private static Map<String, Object> seen(String title, String tier) {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("title", title);
        service.put("tier", tier);
        service.put("host", "local");
        service.put("runtime", Map.of("external", "true"));
        return service;
    }

    private static Map<String, Object> probe(String service, String kind, Object target) {
        Map<String, Object> probe = new LinkedHashMap<>();
        probe.put("service", service);
        probe.put(kind, target);
        probe.put("every", "500 ms");
        probe.put("timeout", "1 s");
        return probe;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> of, String key) {
        return (Map<String, Object>) Objects.requireNonNull(of.get(key));
    }
}
