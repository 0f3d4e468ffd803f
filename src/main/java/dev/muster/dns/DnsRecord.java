package dev.muster.dns;

import dev.muster.plan.DnsEntry;
import dev.muster.resolver.NameServers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record as its provider keeps it.
 *
 * @param hidden the provider answers with addresses of its own instead of the content
 * @param others every other field, in one way of writing: equal texts mean equal fields
 */
public record DnsRecord(String name, DnsEntry.Type type, String content, Duration ttl, boolean hidden, String others) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The same record with another content. */
    public DnsRecord holding(String other) {
        return new DnsRecord(name, type, other, ttl, hidden, others);
    }

    /** Whether both say the same, however an address is written. */
    public boolean is(DnsRecord other) {
        return holding("").equals(other.holding("")) && holds(other.content);
    }

    boolean holds(String value) {
        return NameServers.plain(type, content).equals(NameServers.plain(type, value));
    }

    /** A snapshot: equal texts mean equal records. */
    public String text() {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", name);
        node.put("type", type.name());
        node.put("content", content);
        node.put("ttl", ttl.toSeconds());
        node.put("hidden", hidden);
        node.put("others", others);
        return node.toString();
    }

    static DnsRecord of(String text) {
        JsonNode node = JSON.readTree(text);
        return new DnsRecord(
                node.get("name").asString(),
                DnsEntry.Type.valueOf(node.get("type").asString()),
                node.get("content").asString(),
                Duration.ofSeconds(node.get("ttl").asLong()),
                node.get("hidden").asBoolean(),
                node.get("others").asString());
    }

    /** For people. */
    public String words() {
        return name + " " + type + " " + content + ", TTL " + ttl.toSeconds() + " s"
                + (hidden ? ", behind the provider's proxy" : "");
    }

    /** What is not the same, for people. */
    public String instead(DnsRecord other) {
        return words().equals(other.words())
                ? "other fields of " + name + " are " + others + " instead of " + other.others
                : "it is " + words() + " instead of " + other.words();
    }
}
