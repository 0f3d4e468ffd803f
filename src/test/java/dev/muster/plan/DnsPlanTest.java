package dev.muster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names lead to which site, and what is refused. */
class DnsPlanTest {

    private static final Pattern NEXT_SECTION = Pattern.compile("(?m)^\\S");

    private static final String USUAL = """
        title: T
        zone: bdc.example
        cloudflare: {zone-id: 0123456789abcdef0123456789abcdef, token: "${env:T}"}
        type: a
        names: [bdc.example, www.bdc.example]
        sites: {main: 203.0.113.10, standby: 198.51.100.20}
        authoritative: {address: ns.bdc.example}
        resolvers: [{address: 1.1.1.1}, {address: 127.0.0.1, port: 5353}]
        """;

    @Test
    void an_entry_has_what_the_plan_says_and_else_the_usual() {
        assertThat(entry(USUAL))
                .isEqualTo(new DnsEntry(
                        "front-door",
                        "T",
                        "bdc.example",
                        new DnsEntry.Cloudflare(
                                "0123456789abcdef0123456789abcdef", new Secret("${env:T}"), Optional.empty()),
                        DnsEntry.Type.A,
                        List.of("bdc.example", "www.bdc.example"),
                        List.of(
                                new DnsEntry.Site("main", "203.0.113.10"),
                                new DnsEntry.Site("standby", "198.51.100.20")),
                        Duration.ofMinutes(5),
                        new DnsEntry.Server("ns.bdc.example", 53),
                        List.of(new DnsEntry.Server("1.1.1.1", 53), new DnsEntry.Server("127.0.0.1", 5353))));
    }

    @Test
    void each_provider_has_settings_of_its_own() {
        assertThat(entry(with(
                                "cloudflare",
                                "route53: {hosted-zone: Z0123, access-key: '${env:A}', secret-key: '${file:/s}'}"))
                        .provider())
                .isEqualTo(new DnsEntry.Route53(
                        "Z0123", new Secret("${env:A}"), new Secret("${file:/s}"), Optional.empty()));
        assertThat(entry(with(
                                "cloudflare",
                                "rfc2136: {server: {address: ns, port: 54}, key-name: muster, algorithm: hmac-sha512,"
                                        + " secret: '${file:/s}'}"))
                        .provider())
                .isEqualTo(new DnsEntry.DynamicUpdate(
                        new DnsEntry.Server("ns", 54),
                        "muster",
                        DnsEntry.Algorithm.HMAC_SHA512,
                        new Secret("${file:/s}")));
        assertThat(entry(with("type", "type: aaaa", "sites", "sites: {a: '2001:db8::1', b: '2001:db8::2'}"))
                        .sites())
                .hasSize(2);
        assertThat(entry(with("type", "type: cname", "sites", "sites: {a: a.example, b: b.example}"))
                        .type())
                .isEqualTo(DnsEntry.Type.CNAME);
    }

    @Test
    void the_shipped_plan_keeps_one_name() {
        Plan plan = new PlanParser(Map.of()).parse(BdcPlanTest.yaml());
        assertThat(plan.dns()).extracting(DnsEntry::key).containsExactly("front-door");
        assertThat(plan.dns("front-door").orElseThrow().site("standby")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        zone          | zone: BDC.example                              | zone                  | "BDC.example" is not a name of the DNS; allowed: small letters, digits, hyphens and dots, without a dot at the end
        zone          | zone: bdc.example.                             | zone                  | "bdc.example." is not a name of the DNS; allowed: small letters, digits, hyphens and dots, without a dot at the end
        cloudflare    | x: y                                           | ``                    | has 0 of the keys cloudflare, route53, rfc2136; exactly one is needed
        type          | type: txt                                      | type                  | unknown "txt"; allowed: a, aaaa, cname
        names         | names: []                                      | names                 | is empty; at least one entry is needed
        names         | names: [other.example]                         | names[0]              | "other.example" is not in the zone; allowed: bdc.example or a name that ends in .bdc.example
        names         | names: [evilbdc.example]                       | names[0]              | "evilbdc.example" is not in the zone; allowed: bdc.example or a name that ends in .bdc.example
        names         | names: [bdc.example, bdc.example]              | names[1]              | the name "bdc.example" stands in this list twice
        names         | names: ['*.bdc.example']                       | names[0]              | "*.bdc.example" is not a name of the DNS; allowed: small letters, digits, hyphens and dots, without a dot at the end
        sites         | sites: {main: 203.0.113.10}                    | sites                 | has one site; at least two are needed
        sites         | sites: {a: 203.0.113.10, b: 203.0.113.10}      | sites.b               | two sites have "203.0.113.10"; each needs its own
        sites         | sites: {a: 203.0.113.10, b: 203.0.113.256}     | sites.b               | "203.0.113.256" is not an IPv4 address such as 203.0.113.10
        sites         | sites: {a: 203.0.113.10, b: host.example}      | sites.b               | "host.example" is not an IPv4 address such as 203.0.113.10
        type          | type: aaaa                                     | sites.main            | "203.0.113.10" is not an IPv6 address such as 2001:db8::10
        ttl           | ttl: 2 days                                    | ttl                   | is too long; allowed: at most 24 h
        resolvers     | resolvers: [{address: 1.1.1.1}]                | resolvers             | has 1 name servers; allowed: from 2 to 10 beside the authoritative one
        resolvers     | resolvers: [{address: 1.1.1.1}, {address: 1.1.1.1}] | resolvers[1]     | the name server "1.1.1.1" is asked already; each is asked once
        resolvers     | resolvers: [{address: ns.bdc.example}, {address: 1.1.1.1}] | resolvers[0] | the name server "ns.bdc.example" is asked already; each is asked once
        authoritative | authoritative: {address: -x}                   | authoritative.address | "-x" is not an address; allowed: a host name or an IP address, the port stands under port
        authoritative | nobody: 1                                      | nobody                | unknown key "nobody"; allowed: title, zone, cloudflare, route53, rfc2136, type, names, sites, ttl, authoritative, resolvers
        cloudflare    | cloudflare: {zone-id: abc, token: "${env:T}"}  | cloudflare.zone-id    | "abc" is not a zone's id; allowed: 32 digits and letters from a to f
        cloudflare    | cloudflare: {zone-id: 0123456789abcdef0123456789abcdef, token: s3cret} | cloudflare.token | a secret does not stand in the plan; allowed: ${env:NAME} or ${file:/path}
        cloudflare    | cloudflare: {zone-id: 0123456789abcdef0123456789abcdef, token: "${env:T}", api: "http://api.example/"} | cloudflare.api | "http://api.example/" would send the secret unencrypted; allowed: https://…, or http:// to this machine
        cloudflare    | route53: {hosted-zone: z1, access-key: "${env:A}", secret-key: "${env:B}"} | route53.hosted-zone | "z1" is not a hosted zone's id; allowed: Z and capital letters or digits
        cloudflare    | rfc2136: {server: {address: a}, key-name: k, algorithm: hmac-md5, secret: "${env:A}"} | rfc2136.algorithm | unknown "hmac-md5"; allowed: hmac-sha256, hmac-sha384, hmac-sha512
        cloudflare    | rfc2136: {server: {address: a}, key-name: k}  | rfc2136.secret        | is missing
        """)
    void what_does_not_fit_is_refused_at_its_place_with_what_is_allowed(
            String key, String line, String place, String message) {
        String wanted = place.isEmpty() ? "dns.front-door" : "dns.front-door." + place;
        assertThat(PlanMistakes.problems(plan(with(key, line))))
                .extracting(PlanProblem::place, PlanProblem::message)
                .contains(org.assertj.core.groups.Tuple.tuple(wanted, message));
    }

    private static DnsEntry entry(String block) {
        return new PlanParser(Map.of()).parse(plan(block)).dns().getFirst();
    }

    /** The usual entry with other lines in the places of these keys. */
    private static String with(String... keysAndLines) {
        String block = USUAL;
        for (int i = 0; i < keysAndLines.length; i += 2) {
            String key = keysAndLines[i];
            block = key.equals("ttl")
                    ? block + keysAndLines[i + 1] + "\n"
                    : block.replaceAll("(?m)^" + key + ":.*$", Matcher.quoteReplacement(keysAndLines[i + 1]));
        }
        return block;
    }

    private static String plan(String block) {
        String yaml = BdcPlanTest.yaml();
        int from = yaml.indexOf("  front-door:\n");
        Matcher next = NEXT_SECTION.matcher(yaml);
        assertThat(next.find(from)).isTrue();
        int to = next.start();
        return yaml.substring(0, from) + "  front-door:\n" + block.indent(4) + "\n" + yaml.substring(to);
    }
}
