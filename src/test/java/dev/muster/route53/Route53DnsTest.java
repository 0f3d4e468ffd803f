package dev.muster.route53;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.dns.DnsProvider;
import dev.muster.dns.DnsRecord;
import dev.muster.dns.DnsRun;
import dev.muster.plan.DnsEntry;
import dev.muster.plan.Secret;
import dev.muster.practice.NameServer;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.TurnableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names are led to the standby and back at Route 53, by its own SDK against a stand-in of its API. */
class Route53DnsTest {

    private static final String MAIN = "203.0.113.10";
    private static final String STANDBY = "198.51.100.20";

    @TempDir
    Path folder;

    private Route53StandIn amazon;
    private NameServer names;
    private Route53Dns provider;

    @BeforeEach
    void start() throws IOException {
        amazon = Route53StandIn.started();
        names = NameServer.started(
                0, (name, type) -> List.of(new NameServer.Entry("A", 60, amazon.value("bdc.example"))));
        provider = new Route53Dns(Duration.ofSeconds(30));
        Files.writeString(folder.resolve("access"), Route53StandIn.ACCESS_KEY);
        Files.writeString(folder.resolve("secret"), "practice-secret-of-route53");
        amazon.put("bdc.example", "A", "<HealthCheckId>h-1</HealthCheckId>", MAIN);
        amazon.put("bdc.example", "MX", "", "10 mail.bdc.example");
        amazon.put("mail.bdc.example", "A", "", "203.0.113.25");
    }

    @AfterEach
    void stop() {
        provider.destroy();
        amazon.close();
        names.close();
    }

    @Test
    void a_name_is_led_there_in_one_batch_and_back_with_every_field_as_it_was() {
        String before = amazon.shown("bdc.example");
        DnsRun run = run("bdc.example");

        done(run.run(run.read()), "bdc.example leads to 203.0.113.10 (main)");
        done(run.run(run.change()), "bdc.example → 198.51.100.20, read back");
        done(run.run(run.waiting()), "bdc.example → 198.51.100.20");
        assertThat(amazon.shown("bdc.example")).isEqualTo(before.replace(MAIN, STANDBY));
        done(run.run(run.change()), "read back");
        done(run.undo(run.change()), "as before: bdc.example → 203.0.113.10");

        assertThat(amazon.shown("bdc.example")).isEqualTo(before);
        assertThat(amazon.writes())
                .containsExactly(
                        "DELETE bdc.example A 203.0.113.10, CREATE bdc.example A 198.51.100.20",
                        "DELETE bdc.example A 198.51.100.20, CREATE bdc.example A 203.0.113.10");
        assertThat(amazon.value("mail.bdc.example")).isEqualTo("203.0.113.25");
    }

    @Test
    void a_batch_of_an_old_plan_is_refused_by_route_53_itself() {
        DnsRun run = run("bdc.example");
        run.run(run.read());
        // Somebody is faster, after the last look and before the write.
        run.guard = () -> amazon.put("bdc.example", "A", "<HealthCheckId>h-1</HealthCheckId>", "192.0.2.99");

        asks(run.run(run.change()), "Route 53 refuses the change: Tried to delete resource record set bdc.example A");

        assertThat(amazon.value("bdc.example")).isEqualTo("192.0.2.99");
        assertThat(amazon.writes()).isEmpty();
    }

    @Test
    void throttling_and_outages_are_waited_for() {
        DnsRun run = run("bdc.example");
        run.run(run.read());
        amazon.failsOnce("POST", 400, "Throttling");
        waits(run.run(run.change()), "takes no more requests for a while");
        amazon.failsOnce("GET", 503, "ServiceUnavailable");
        waits(run.run(run.change()), "Route 53 answers 503");
        amazon.failsOnce("POST", 400, "PriorRequestNotComplete");
        waits(run.run(run.change()), "still works on a change before");
        done(run.run(run.change()), "read back");
        assertThat(amazon.writes()).hasSize(1);
    }

    @Test
    void a_write_whose_answer_never_came_is_found_made() {
        // Its first request loads the SDK, which takes a while on a busy machine
        DnsRun patient = run("bdc.example");
        patient.run(patient.read());
        provider.destroy();
        provider = new Route53Dns(Duration.ofSeconds(3));
        DnsRun run = run("bdc.example");
        run.run(run.read());
        amazon.swallowsAnAnswer();
        waits(run.run(run.change()), "Route 53 does not answer");
        done(run.run(run.change()), "read back");
        assertThat(amazon.writes()).hasSize(1);
    }

    @Test
    void wrong_keys_a_wrong_zone_and_records_of_another_kind_are_clear_refusals() throws IOException {
        blocked(run("shop.bdc.example"), "has no A record shop.bdc.example; Muster changes exactly one and makes none");
        amazon.put("two.bdc.example", "A", "", "192.0.2.1", "192.0.2.2");
        blocked(run("two.bdc.example"), "has 2 values at two.bdc.example");
        amazon.put("weighted.bdc.example", "A", "<SetIdentifier>a</SetIdentifier><Weight>1</Weight>", "192.0.2.1");
        blocked(run("weighted.bdc.example"), "an alias, a routing policy or a traffic policy");
        amazon.put(
                "alias.bdc.example",
                "A",
                "<AliasTarget><HostedZoneId>Z1</HostedZoneId><DNSName>lb.example.</DNSName>"
                        + "<EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget>");
        blocked(run("alias.bdc.example"), "an alias, a routing policy or a traffic policy");
        blocked(run(entry("ZOTHER", "bdc.example")), "Route 53 refuses (404): No hosted zone found with that ID");
        Files.writeString(folder.resolve("access"), "AKIDOTHER");
        blocked(run("bdc.example"), "Route 53 refuses (403): The security token included in the request is invalid");
        assertThat(amazon.writes()).isEmpty();
    }

    @Test
    void a_person_is_told_where_to_do_it_by_hand() {
        DnsProvider port = provider;
        DnsEntry entry = entry(Route53StandIn.ZONE, "bdc.example");
        DnsRecord record = port.read(entry, "bdc.example");
        assertThat(record.others()).isEqualTo("health check h-1");
        assertThat(port.byHand(entry)).contains("hosted zone " + Route53StandIn.ZONE);
        assertThat(port.request(entry, record, STANDBY)).contains("one batch: bdc.example A " + MAIN + " → " + STANDBY);
    }

    private DnsRun run(String name) {
        return run(entry(Route53StandIn.ZONE, name));
    }

    private DnsRun run(DnsEntry entry) {
        return new DnsRun(entry, new TurnableClock(Instant.parse("2026-03-01T08:00:00Z")), provider);
    }

    private DnsEntry entry(String zone, String name) {
        DnsEntry.Server server = new DnsEntry.Server("127.0.0.1", names.port());
        return new DnsEntry(
                "front-door",
                "The address of BDC",
                "bdc.example",
                new DnsEntry.Route53(
                        zone,
                        new Secret("${file:" + folder.resolve("access") + "}"),
                        new Secret("${file:" + folder.resolve("secret") + "}"),
                        Optional.of(amazon.endpoint())),
                DnsEntry.Type.A,
                List.of(name),
                List.of(new DnsEntry.Site("main", MAIN), new DnsEntry.Site("standby", STANDBY)),
                Duration.ofMinutes(5),
                server,
                List.of(server, server));
    }

    private static void done(StepOutcome outcome, String summary) {
        assertThat(outcome).isInstanceOfSatisfying(StepOutcome.Done.class, it -> assertThat(it.summary())
                .contains(summary));
    }

    private static void waits(StepOutcome outcome, String why) {
        assertThat(outcome).isInstanceOfSatisfying(StepOutcome.Waiting.class, it -> assertThat(it.forWhat())
                .contains(why));
    }

    private static void asks(StepOutcome outcome, String question) {
        assertThat(outcome).isInstanceOfSatisfying(StepOutcome.NeedsDecision.class, it -> assertThat(it.question())
                .contains(question));
    }

    private static void blocked(DnsRun run, String why) {
        assertThat(run.read().check(run)).singleElement().satisfies(it -> {
            assertThat(it.level()).isEqualTo(Finding.Level.BLOCK);
            assertThat(it.message()).contains(why);
        });
    }
}
