package dev.muster.practice;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The name of BDC in the estate: who keeps it and who answers for it, all on loopback.
 *
 * @param api port of the provider
 * @param token file with its token
 * @param authoritative port of the name server that follows the provider
 * @param one port of a resolver
 * @param two port of another one
 */
record PracticeNames(int api, Path token, int authoritative, int one, int two) {

    static final String NAME = "bdc.example";
    static final String MAIN = "192.0.2.10";
    static final String STANDBY = "192.0.2.20";

    static PracticeNames in(PracticeHome home) {
        return new PracticeNames(
                home.port("dns-api", 0),
                home.secret("dns-token"),
                home.port("dns-authoritative", 0),
                home.port("dns-resolver", 0),
                home.port("dns-resolver-2", 0));
    }

    String url() {
        return "http://127.0.0.1:" + api;
    }

    /** Puts them into the place of the shipped plan's names, and looks at what they lead to. */
    @SuppressWarnings("unchecked")
    void addTo(Map<String, Object> plan) {
        Map<String, Object> entry = DnsEntry.of(
                "The address of BDC (the DNS provider of the estate)",
                NAME,
                token,
                url() + "/client/v4",
                Map.of("main", MAIN, "standby", STANDBY),
                List.of(authoritative, one, two));
        entry.put("ttl", "1 min");
        plan.put("dns", Map.of("front-door", entry));
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("title", "Name of BDC");
        service.put("tier", "non-critical");
        service.put("host", "local");
        service.put("runtime", Map.of("external", "true"));
        ((Map<String, Object>) Objects.requireNonNull(plan.get("services"))).put("name", service);
        Map<String, Object> probe = new LinkedHashMap<>();
        probe.put("service", "name");
        probe.put(
                "dns",
                Map.of("server", DnsEntry.server(one), "name", NAME, "type", "a", "expect", List.of(MAIN, STANDBY)));
        probe.put("every", "2 s");
        probe.put("timeout", "1 s");
        ((Map<String, Object>) Objects.requireNonNull(plan.get("probes"))).put("name", probe);
    }
}
