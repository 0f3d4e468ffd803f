package dev.muster.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How services are looked at, and what is refused. */
class ProbePlanTest {

    private static final String NGINX = """
          nginx:
            service: nginx
            tcp: {address: app1.server.com, port: 80}
            every: 1 s
        """;

    @Test
    void the_shipped_plan_looks_at_every_service() {
        Plan plan = new PlanParser(Map.of()).parse(BdcPlanTest.yaml());

        assertThat(plan.probes())
                .extracting(ServiceProbe::service)
                .containsExactlyElementsOf(
                        plan.services().stream().map(Service::key).toList());
        assertThat(plan.phases())
                .flatExtracting(Phase::items)
                .extracting(Phase.Item::proof)
                .contains(Optional.of(new Proof(Proof.Kind.SERVICES_UP, "postgresql,redis,bdc,nginx")));
    }

    @Test
    void a_probe_has_what_the_plan_says_and_else_the_usual() {
        assertThat(probe("service: nginx, tcp: {address: a, port: 80}"))
                .isEqualTo(new ServiceProbe(
                        "nginx",
                        "nginx",
                        new ServiceProbe.Tcp("a", 80),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        2,
                        2));
        assertThat(probe("service: bdc, http: {url: 'https://a/h', status: 204, contains: up, slow: 300 ms,"
                        + " certificate-days: 30}, every: 200 ms, timeout: 900 ms, down-after: 3, up-after: 4"))
                .isEqualTo(new ServiceProbe(
                        "nginx",
                        "bdc",
                        new ServiceProbe.Http(
                                "https://a/h", 204, Optional.of("up"), Optional.of(Duration.ofMillis(300)), 30),
                        Duration.ofMillis(200),
                        Duration.ofMillis(900),
                        3,
                        4));
        assertThat(probe("service: nginx, postgresql: {database: bdc, address: standby, port: 5433, most-lag: 10 s}")
                        .target())
                .isEqualTo(new ServiceProbe.Postgres(
                        "bdc", Optional.of("standby"), Optional.of(5433), false, Duration.ofSeconds(10)));
        assertThat(probe("service: nginx, runtime: true").target()).isEqualTo(new ServiceProbe.Runtime());
        assertThat(probe("service: nginx, bucket: off-site").target()).isEqualTo(new ServiceProbe.Bucket("off-site"));
        assertThat(probe("service: nginx, redis: {address: a, password: '${env:P}'}")
                        .target())
                .isEqualTo(new ServiceProbe.Redis("a", 6379, new Secret("${env:P}")));
        assertThat(probe("service: nginx, dns: {server: {address: '9.9.9.9'}, name: bdc.example, type: a, expect:"
                                + " [203.0.113.10, 198.51.100.20]}")
                        .target())
                .isEqualTo(new ServiceProbe.Dns(
                        new DnsEntry.Server("9.9.9.9", 53),
                        "bdc.example",
                        DnsEntry.Type.A,
                        List.of("203.0.113.10", "198.51.100.20")));
        assertThat(probe("service: nginx, host: {name: app1}").target())
                .isEqualTo(new ServiceProbe.Capacity("app1", List.of("/"), 85, 98, Optional.empty()));
        assertThat(probe("service: nginx, host: {name: app1, paths: [/, /var], disk: 70, full: 90, load: 8}")
                        .target())
                .isEqualTo(new ServiceProbe.Capacity("app1", List.of("/", "/var"), 70, 90, Optional.of(8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        tcp: {address: a, port: 80}                              | service          | is missing
        service: ngnix, tcp: {address: a, port: 80}              | service          | unknown service "ngnix"; allowed: postgresql, redis, bdc, postgresql-standby, nginx
        service: nginx                                           | ''               | has 0 of the keys http, tcp, postgresql, runtime, bucket, redis, dns, host; exactly one is needed
        service: nginx, runtime: true, bucket: off-site          | ''               | has 2 of the keys http, tcp, postgresql, runtime, bucket, redis, dns, host; exactly one is needed
        service: nginx, runtime: false                           | runtime          | is not true; allowed: true, or another of the keys instead
        service: nginx, tcp: {address: -x, port: 80}             | tcp.address      | "-x" is not an address; allowed: a host name or an IP address, the port stands under port
        service: nginx, tcp: {address: a, port: 0}               | tcp.port         | "0" is not a whole number from 1 to 65535
        service: nginx, http: {url: ftp://a}                     | http.url         | "ftp://a" is not an address that begins with http:// or https://
        service: nginx, http: {url: 'http://a', status: 99}      | http.status      | "99" is not a whole number from 100 to 599
        service: nginx, postgresql: {database: bcd}              | postgresql.database | unknown database "bcd"; allowed: bdc
        service: nginx, bucket: on-site                          | bucket           | unknown storage "on-site"; allowed: off-site
        service: nginx, redis: {address: a, password: hunter2}   | redis.password   | a secret does not stand in the plan; allowed: ${env:NAME} or ${file:/path}
        service: nginx, dns: {server: {address: r}, name: A.b, type: a, expect: [1.2.3.4]} | dns.name | "A.b" is not a name of the DNS; allowed: small letters, digits, hyphens and dots, without a dot at the end
        service: nginx, dns: {server: {address: r}, name: a.b, type: mx, expect: [1.2.3.4]} | dns.type | unknown "mx"; allowed: a, aaaa, cname
        service: nginx, dns: {server: {address: r}, name: a.b, type: a, expect: [1.2.3]} | dns.expect[0] | "1.2.3" is not an IPv4 address such as 203.0.113.10
        service: nginx, dns: {server: {address: r}, name: a.b, type: a, expect: []} | dns.expect | is empty; at least one entry is needed
        service: nginx, dns: {name: a.b, type: a, expect: [1.2.3.4]} | dns.server | is missing
        service: nginx, host: {name: app9} | host.name | unknown host "app9"; allowed: primary, standby, app1, app2, backup
        service: nginx, host: {name: app1, paths: [var]} | host.paths[0] | "var" is not a path that begins with /
        service: nginx, host: {name: app1, disk: 101} | host.disk | "101" is not a whole number from 1 to 100
        service: nginx, host: {name: app1, disk: 90, full: 80} | host | has a lower percentage under full than under disk; allowed: full from 90 to 100
        service: nginx, runtime: true, every: 100 ms             | every            | is out of range; allowed: from 200 ms to 1 h
        service: nginx, runtime: true, timeout: 2 min            | timeout          | is out of range; allowed: from 50 ms to 1 min
        service: nginx, runtime: true, down-after: 0             | down-after       | "0" is not a whole number from 1 to 20
        service: nginx, runtime: true, upafter: 1                | upafter          | unknown key "upafter"; allowed: service, http, tcp, postgresql, runtime, bucket, redis, dns, host, every, timeout, down-after, up-after
        """)
    void what_does_not_fit_is_refused_at_its_place_with_what_is_allowed(String fields, String key, String message) {
        assertThat(problems(with(fields)))
                .contains(Map.entry(key.isEmpty() ? "probes.nginx" : "probes.nginx." + key, message));
    }

    @Test
    void the_runtime_of_what_runs_by_other_means_cannot_be_looked_at() {
        assertThat(problems(with("service: nginx, runtime: true").replace("{systemd: nginx}", "{external: true}")))
                .containsExactly(Map.entry(
                        "probes.nginx",
                        "looks at the runtime of \"nginx\", which runs by other means; allowed: one of http, tcp,"
                                + " postgresql, bucket, redis, dns, host"));
    }

    @Test
    void a_proof_names_services_that_are_there() {
        String proof = "services-up: [postgresql, redis, bdc, nginx]";
        assertThat(problems(BdcPlanTest.yaml().replace(proof, "services-up: [ngnix]")))
                .containsExactly(Map.entry(
                        "phases.validation.items.verify-services.proof.services-up[0]",
                        "unknown service \"ngnix\"; allowed: postgresql, redis, bdc, postgresql-standby, nginx"));
        assertThat(problems(BdcPlanTest.yaml().replace(proof, "services-up: []")))
                .containsExactly(Map.entry(
                        "phases.validation.items.verify-services.proof.services-up",
                        "is empty; at least one entry is needed"));
    }

    private static ServiceProbe probe(String fields) {
        return new PlanParser(Map.of()).parse(with(fields)).probes().getLast();
    }

    private static List<Map.Entry<String, String>> problems(String yaml) {
        PlanException refusal = catchThrowableOfType(PlanException.class, () -> new PlanParser(Map.of()).parse(yaml));
        assertThat(refusal).isNotNull();
        return refusal.problems().stream()
                .map(it -> Map.entry(it.place(), it.message()))
                .toList();
    }

    private static String with(String fields) {
        String yaml = BdcPlanTest.yaml();
        assertThat(yaml).contains(NGINX);
        return yaml.replace(NGINX, "  nginx: {" + fields + "}\n");
    }
}
