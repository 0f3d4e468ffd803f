package dev.muster.practice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The nginx of the estate as the proxy of the plan; where it is not, what needs one is not in the plan either. */
final class PracticeProxies {

    private PracticeProxies() {}

    @SuppressWarnings("unchecked")
    static void adapt(Map<String, Object> plan, PracticeParts parts) {
        if (parts.nginx().isEmpty() || parts.second().isEmpty()) {
            plan.remove("proxies");
            Map<String, Object> procedures = (Map<String, Object>) Objects.requireNonNull(plan.get("procedures"));
            procedures.values().removeIf(PracticeProxies::needsProxy);
            withoutMove(plan);
            ((Map<String, Map<String, Object>>) Objects.requireNonNull(plan.get("scenarios")))
                    .values()
                    .forEach(it -> ((List<String>) Objects.requireNonNull(it.get("procedures")))
                            .removeIf(key -> !procedures.containsKey(key)));
            return;
        }
        NginxProcess nginx = parts.nginx().get();
        Map<String, Object> proxy = Objects.requireNonNull(
                ((Map<String, Map<String, Object>>) Objects.requireNonNull(plan.get("proxies"))).get("front"));
        proxy.put("file", nginx.siteFile().toString());
        proxy.put("listen", List.of("127.0.0.1:" + nginx.port()));
        proxy.put("server-names", List.of("localhost", "127.0.0.1"));
        proxy.put("verify", nginx.url() + "/health");
        proxy.put(
                "nginx",
                Map.of(
                        "program", nginx.executable(),
                        "configuration", nginx.directory().resolve("nginx.conf").toString(),
                        "prefix", nginx.directory().toString(),
                        "pid-file", nginx.directory().resolve("nginx.pid").toString()));
        Map<String, Object> servers = new LinkedHashMap<>();
        servers.put("app1", server(parts.bdc()));
        servers.put("app2", server(parts.second().get()));
        proxy.put("servers", servers);
    }

    private static Map<String, Object> server(BdcProcess bdc) {
        return Map.of("address", "127.0.0.1", "port", String.valueOf(bdc.port()), "health", bdc.url() + "/health");
    }

    private static final List<String> MOVES = List.of("move-site", "move-site-planned");

    /** A move to another site uses the procedure that is not there. */
    @SuppressWarnings("unchecked")
    private static void withoutMove(Map<String, Object> plan) {
        ((Map<String, Object>) Objects.requireNonNull(plan.get("procedures")))
                .keySet()
                .removeAll(MOVES);
        ((Map<String, Map<String, Object>>) Objects.requireNonNull(plan.get("scenarios")))
                .values()
                .forEach(it -> ((List<String>) Objects.requireNonNull(it.get("procedures"))).removeAll(MOVES));
    }

    private static boolean needsProxy(Object part) {
        return switch (part) {
            case Map<?, ?> map ->
                map.containsKey("proxy") || map.values().stream().anyMatch(PracticeProxies::needsProxy);
            case List<?> list -> list.stream().anyMatch(PracticeProxies::needsProxy);
            default -> false;
        };
    }
}
