package dev.muster.practice;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plan's entry of a name that a stand-in of the DNS provider keeps and three name servers tell. */
public final class DnsEntry {

    private DnsEntry() {}

    /**
     * @param token the file with the provider's token
     * @param sites the addresses by site
     * @param ports of the authoritative server and of two resolvers, all on this machine
     */
    public static Map<String, Object> of(
            String title, String name, Path token, String api, Map<String, String> sites, List<Integer> ports) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("title", title);
        entry.put("zone", name);
        entry.put(
                "cloudflare", Map.of("zone-id", CloudflareStandIn.ZONE, "token", "${file:" + token + "}", "api", api));
        entry.put("type", "a");
        entry.put("names", List.of(name));
        entry.put("sites", sites);
        entry.put("authoritative", server(ports.get(0)));
        entry.put("resolvers", List.of(server(ports.get(1)), server(ports.get(2))));
        return entry;
    }

    static Map<String, Object> server(int port) {
        return Map.of("address", "127.0.0.1", "port", String.valueOf(port));
    }
}
