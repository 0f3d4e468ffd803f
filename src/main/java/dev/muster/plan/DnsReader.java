package dev.muster.plan;

import java.net.Inet6Address;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads which names lead to which site. */
final class DnsReader {

    private static final Duration MOST_TTL = Duration.ofDays(1);
    private static final Duration USUAL_TTL = Duration.ofMinutes(5);
    private static final int MOST_RESOLVERS = 10;
    private static final int LONGEST_NAME = 253;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?)*");
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)");

    private DnsReader() {}

    static DnsEntry entry(String key, YamlValue value) {
        YamlFields fields = value.fields();
        String title = fields.line("title");
        String zone = fields.required("zone", DnsReader::name, "");
        DnsEntry.Provider provider = provider(value, fields);
        DnsEntry.Type type = fields.required("type", it -> it.choice(DnsEntry.Type.class), DnsEntry.Type.A);
        List<String> names = fields.required("names", it -> names(it, zone), List.of());
        List<DnsEntry.Site> sites = fields.required("sites", it -> sites(it, type), List.of());
        Duration ttl = fields.optional("ttl", DnsReader::ttl).orElse(USUAL_TTL);
        DnsEntry.Server authoritative =
                fields.required("authoritative", DnsReader::server, new DnsEntry.Server("", 53));
        DnsEntry entry = new DnsEntry(
                key,
                title,
                zone,
                provider,
                type,
                names,
                sites,
                ttl,
                authoritative,
                fields.required("resolvers", it -> resolvers(it, authoritative), List.of()));
        fields.close();
        return entry;
    }

    private static DnsEntry.Provider provider(YamlValue value, YamlFields fields) {
        Optional<DnsEntry.Provider> cloudflare = fields.optional("cloudflare", DnsReader::cloudflare);
        Optional<DnsEntry.Provider> route53 = fields.optional("route53", DnsReader::route53);
        Optional<DnsEntry.Provider> update = fields.optional("rfc2136", DnsReader::update);
        List<DnsEntry.Provider> all =
                Stream.of(cloudflare, route53, update).flatMap(Optional::stream).toList();
        if (all.size() != 1 && value.isBlock()) {
            value.problem("has " + all.size() + " of the keys cloudflare, route53, rfc2136; exactly one is needed");
        }
        return all.isEmpty() ? new DnsEntry.Cloudflare("", Secret.NONE, Optional.empty()) : all.getFirst();
    }

    private static DnsEntry.Provider cloudflare(YamlValue value) {
        YamlFields fields = value.fields();
        DnsEntry.Cloudflare cloudflare = new DnsEntry.Cloudflare(
                fields.required(
                        "zone-id",
                        it -> matching(it, "[0-9a-f]{32}", "a zone's id", "32 digits and letters from a to f"),
                        ""),
                fields.required("token", YamlValue::secret, Secret.NONE),
                fields.optional("api", DnsReader::safe));
        fields.close();
        return cloudflare;
    }

    private static DnsEntry.Provider route53(YamlValue value) {
        YamlFields fields = value.fields();
        DnsEntry.Route53 route53 = new DnsEntry.Route53(
                fields.required(
                        "hosted-zone",
                        it -> matching(it, "Z[A-Z0-9]{1,31}", "a hosted zone's id", "Z and capital letters or digits"),
                        ""),
                fields.required("access-key", YamlValue::secret, Secret.NONE),
                fields.required("secret-key", YamlValue::secret, Secret.NONE),
                fields.optional("endpoint", DnsReader::safe));
        fields.close();
        return route53;
    }

    private static DnsEntry.Provider update(YamlValue value) {
        YamlFields fields = value.fields();
        DnsEntry.DynamicUpdate update = new DnsEntry.DynamicUpdate(
                fields.required("server", DnsReader::server, new DnsEntry.Server("", 53)),
                fields.required("key-name", DnsReader::name, ""),
                fields.optional("algorithm", it -> it.choice(DnsEntry.Algorithm.class))
                        .orElse(DnsEntry.Algorithm.HMAC_SHA256),
                fields.required("secret", YamlValue::secret, Secret.NONE));
        fields.close();
        return update;
    }

    /** A token goes out in clear letters to this machine only. */
    private static String safe(YamlValue value) {
        String url = value.url();
        if (url.startsWith("http:")
                && !LOOPBACK.contains(String.valueOf(URI.create(url).getHost()))) {
            value.problem(Problems.quote(url) + " would send the secret unencrypted; allowed: https://…, or http://"
                    + " to this machine");
        }
        return url;
    }

    private static List<String> names(YamlValue value, String zone) {
        List<String> names = new ArrayList<>();
        for (YamlValue entry : value.filledList()) {
            String name = name(entry);
            if (!name.isEmpty() && !zone.isEmpty() && !name.equals(zone) && !name.endsWith("." + zone)) {
                entry.problem(Problems.quote(name) + " is not in the zone; allowed: " + zone
                        + " or a name that ends in ." + zone);
            }
            if (names.contains(name) && !name.isEmpty()) {
                entry.problem("the name " + Problems.quote(name) + " stands in this list twice");
            }
            names.add(name);
        }
        return List.copyOf(names);
    }

    private static List<DnsEntry.Site> sites(YamlValue value, DnsEntry.Type type) {
        Map<String, YamlValue> keyed = value.keyed();
        Set<String> seen = new HashSet<>();
        List<DnsEntry.Site> sites = new ArrayList<>();
        keyed.forEach((key, it) -> {
            String content = content(it, type);
            if (!content.isEmpty() && !seen.add(content)) {
                it.problem("two sites have " + Problems.quote(content) + "; each needs its own");
            }
            sites.add(new DnsEntry.Site(key, content));
        });
        if (keyed.size() < 2 && value.isBlock()) {
            value.problem("has " + (keyed.isEmpty() ? "no site" : "one site") + "; at least two are needed");
        }
        return List.copyOf(sites);
    }

    static String content(YamlValue value, DnsEntry.Type type) {
        return switch (type) {
            case A -> {
                String text = value.line();
                if (!text.isEmpty() && !IPV4.matcher(text).matches()) {
                    value.problem(Problems.quote(text) + " is not an IPv4 address such as 203.0.113.10");
                }
                yield text;
            }
            case AAAA -> {
                String text = value.line();
                if (!text.isEmpty() && !ipv6(text)) {
                    value.problem(Problems.quote(text) + " is not an IPv6 address such as 2001:db8::10");
                }
                yield text;
            }
            case CNAME -> name(value);
        };
    }

    private static boolean ipv6(String text) {
        if (!text.matches("[0-9a-f:.]{2,45}") || text.indexOf(':') < 0) {
            return false;
        }
        try {
            Inet6Address.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static String name(YamlValue value) {
        String text = value.line();
        if (!text.isEmpty()
                && (text.length() > LONGEST_NAME || !NAME.matcher(text).matches())) {
            value.problem(Problems.quote(text)
                    + " is not a name of the DNS; allowed: small letters, digits, hyphens and dots, without a dot at the"
                    + " end");
        }
        return text;
    }

    private static Duration ttl(YamlValue value) {
        Duration ttl = value.positiveDuration();
        if (ttl.compareTo(MOST_TTL) > 0) {
            value.problem("is too long; allowed: at most 24 h");
        }
        return ttl;
    }

    private static List<DnsEntry.Server> resolvers(YamlValue value, DnsEntry.Server authoritative) {
        List<DnsEntry.Server> servers = new ArrayList<>();
        for (YamlValue entry : value.list()) {
            DnsEntry.Server server = server(entry);
            if (servers.contains(server) || server.equals(authoritative)) {
                entry.problem("the name server " + Problems.quote(server.toString())
                        + " is asked already; each is asked once");
            }
            servers.add(server);
        }
        if (value.isList() && (servers.size() < 2 || servers.size() > MOST_RESOLVERS)) {
            value.problem("has " + servers.size() + " name servers; allowed: from 2 to " + MOST_RESOLVERS
                    + " beside the authoritative one");
        }
        return List.copyOf(servers);
    }

    static DnsEntry.Server server(YamlValue value) {
        YamlFields fields = value.fields();
        DnsEntry.Server server = new DnsEntry.Server(
                fields.required("address", HostReader::address, ""),
                fields.optional("port", it -> it.number(1, 65_535)).orElse(53));
        fields.close();
        return server;
    }

    private static String matching(YamlValue value, String regex, String what, String allowed) {
        String text = value.line();
        if (!text.isEmpty() && !text.matches(regex)) {
            value.problem(Problems.quote(text) + " is not " + what + "; allowed: " + allowed);
        }
        return text;
    }
}
