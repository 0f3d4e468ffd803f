package dev.muster.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Names of a zone that lead to one of several sites, and who keeps them. Nothing else of the zone may be changed.
 *
 * @param zone without the dot at its end, in small letters, as all names here
 * @param names the records that may be changed
 * @param sites at least two
 * @param ttl the longest time to live of a record that Muster waits for
 * @param authoritative the name server that is asked first
 * @param resolvers at least two others
 */
public record DnsEntry(
        String key,
        String title,
        String zone,
        Provider provider,
        Type type,
        List<String> names,
        List<Site> sites,
        Duration ttl,
        Server authoritative,
        List<Server> resolvers) {

    /** What kind of record leads there. */
    public enum Type {
        A,
        AAAA,
        CNAME
    }

    /** What a name holds when it leads to that site. */
    public record Site(String key, String value) {}

    /** A name server. */
    public record Server(String address, int port) {

        @Override
        public String toString() {
            return port == 53 ? address : address + " port " + port;
        }
    }

    /** Who keeps the zone. */
    public sealed interface Provider {}

    /**
     * Cloudflare.
     *
     * @param api address of its API; empty for the usual
     */
    public record Cloudflare(String zoneId, Secret token, Optional<String> api) implements Provider {}

    /**
     * Amazon Route 53.
     *
     * @param endpoint address of its API; empty for the usual
     */
    public record Route53(String hostedZone, Secret accessKey, Secret secretKey, Optional<String> endpoint)
            implements Provider {}

    /**
     * A name server that takes dynamic updates, signed with TSIG.
     *
     * @param server the primary of the zone
     * @param secret in Base64, as {@code tsig-keygen} prints it
     */
    public record DynamicUpdate(Server server, String keyName, Algorithm algorithm, Secret secret)
            implements Provider {}

    /** How an update is signed. */
    public enum Algorithm {
        HMAC_SHA256,
        HMAC_SHA384,
        HMAC_SHA512
    }

    public Optional<Site> site(String site) {
        return sites.stream().filter(it -> it.key().equals(site)).findFirst();
    }
}
