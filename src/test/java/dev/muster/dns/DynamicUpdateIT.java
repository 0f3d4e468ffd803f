package dev.muster.dns;

import static dev.muster.dns.FailOverDnsTest.assertAsks;
import static dev.muster.dns.FailOverDnsTest.assertDone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.plan.DnsEntry;
import dev.muster.plan.Secret;
import dev.muster.practice.BindServer;
import dev.muster.practice.Waiting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.resolver.NameServers;
import dev.muster.resolver.NameServersOfTests;
import dev.muster.testing.TurnableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names are led to the standby and back by signed updates of a real BIND, with real resolvers that remember. */
class DynamicUpdateIT {

    private static final String MAIN = "203.0.113.10";
    private static final String STANDBY = "198.51.100.20";
    private static final String GOOD = "c2VjcmV0LW9mLXRoZS1wcmFjdGljZS1rZXk=";
    private static final String WRONG = "YW5vdGhlci1zZWNyZXQtb2Ytbm8ta2V5ISE=";

    private static BindServer primary;
    private static BindServer one;
    private static BindServer two;

    @TempDir
    Path folder;

    @BeforeAll
    static void startServers() {
        primary = BindServer.primary(
                "bdc.example",
                "key muster { algorithm hmac-sha256; secret \"" + GOOD + "\"; };",
                "grant muster name bdc.example. A; grant muster name www.bdc.example. A;"
                        + " grant muster name app.bdc.example. CNAME;",
                """
                @ 2 IN A 203.0.113.10
                @ IN MX 10 mail
                www 2 IN A 203.0.113.10
                mail IN A 203.0.113.25
                app IN CNAME one.sites.example.
                two IN A 192.0.2.1
                two IN A 192.0.2.2
                """);
        one = BindServer.resolverOf(primary);
        two = BindServer.resolverOf(primary);
    }

    @AfterAll
    static void stopServers() {
        List.of(primary, one, two).forEach(BindServer::close);
    }

    @BeforeEach
    void everythingIsAtTheMainSite() {
        writeSecret(GOOD);
        for (String name : List.of("bdc.example", "www.bdc.example")) {
            DnsRecord now = new Rfc2136Dns().read(entry(primary.port(), "muster", name), name);
            if (!now.content().equals(MAIN)) {
                new Rfc2136Dns().change(entry(primary.port(), "muster", name), now, MAIN, () -> {});
            }
        }
    }

    @Test
    void the_names_lead_to_the_standby_and_back_and_resolvers_are_waited_for_until_they_forget() {
        DnsRun run = run("bdc.example", "www.bdc.example");
        eventually(one, MAIN);
        eventually(two, MAIN);

        assertDone(run.run(run.read()), "bdc.example leads to 203.0.113.10 (main)");
        assertDone(run.run(run.change()), "read back from the provider");
        assertThat(asked(primary)).isEqualTo(STANDBY);
        StepOutcome first = run.run(run.waiting());
        assertThat(first).isInstanceOfSatisfying(StepOutcome.Waiting.class, it -> assertThat(it.forWhat())
                .contains("still answers 203.0.113.10"));
        Waiting.until(
                Duration.ofSeconds(20),
                "the resolvers forget",
                () -> run.run(run.waiting()) instanceof StepOutcome.Done);
        assertThat(asked(one)).isEqualTo(STANDBY);

        assertDone(run.run(run.change()), "read back");
        assertDone(run.undo(run.change()), "as before: www.bdc.example → 203.0.113.10, bdc.example → 203.0.113.10");
        assertThat(asked(primary)).isEqualTo(MAIN);
        assertThat(record("bdc.example").ttl()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void an_alias_is_led_elsewhere_too() {
        DnsEntry entry = new DnsEntry(
                "front-door",
                "T",
                "bdc.example",
                provider(primary.port(), "muster"),
                DnsEntry.Type.CNAME,
                List.of("app.bdc.example"),
                List.of(
                        new DnsEntry.Site("main", "one.sites.example"),
                        new DnsEntry.Site("standby", "two.sites.example")),
                Duration.ofMinutes(5),
                server(primary.port()),
                List.of(server(primary.port()), server(primary.port())));
        DnsRun run = run(entry);
        assertDone(run.run(run.read()), "app.bdc.example leads to one.sites.example (main)");
        assertDone(run.run(run.change()), "app.bdc.example → two.sites.example");
        assertDone(run.run(run.waiting()), "two.sites.example");
        assertDone(run.undo(run.change()), "as before");
    }

    @Test
    void an_update_of_an_old_plan_is_refused_by_the_server_itself() {
        DnsRun run = run("bdc.example");
        run.run(run.read());
        DnsRecord before = record("bdc.example");
        // Somebody is faster, after the last look and before the write.
        run.guard = () ->
                new Rfc2136Dns().change(entry(primary.port(), "muster", "bdc.example"), before, "192.0.2.99", () -> {});

        assertAsks(run.run(run.change()), "bdc.example is not what it was (bdc.example A 203.0.113.10");

        assertThat(asked(primary)).isEqualTo("192.0.2.99");
    }

    @Test
    void a_wrong_key_and_a_wrong_secret_are_clear_refusals_before_anything_is_changed() {
        blocked(run(entry(primary.port(), "nobody", "bdc.example")), "refuses for bdc.example: NOTAUTH (BADKEY)");
        writeSecret(WRONG);
        blocked(run("bdc.example"), "refuses for bdc.example: NOTAUTH (BADSIG)");
        assertAsks(run("bdc.example").run(run("bdc.example").change()), "read-dns must come first");
        writeSecret("not base 64!");
        blocked(run("bdc.example"), "The secret of the key muster is not in Base64");
        assertThat(asked(primary)).isEqualTo(MAIN);
    }

    @Test
    void the_server_lets_the_key_touch_its_own_names_only() {
        DnsRun run = run("mail.bdc.example");
        run.run(run.read());
        assertAsks(run.run(run.change()), "refuses for mail.bdc.example: REFUSED");
        assertThat(record("mail.bdc.example").content()).isEqualTo("203.0.113.25");
    }

    @Test
    void no_record_two_records_and_another_zone_are_clear_refusals() {
        blocked(run("shop.bdc.example"), "has no A record shop.bdc.example; Muster changes exactly one and makes none");
        blocked(run("two.bdc.example"), "has 2 A records two.bdc.example");
        blocked(run("elsewhere.example"), "refuses for elsewhere.example: REFUSED");
    }

    @Test
    void a_server_that_hangs_is_waited_for_and_what_it_did_is_found() {
        DnsRun run = run("bdc.example");
        run.run(run.read());
        primary.pause();
        try {
            assertThat(run.run(run.change()))
                    .isInstanceOfSatisfying(StepOutcome.Waiting.class, it -> assertThat(it.forWhat())
                            .contains("does not answer"));
        } finally {
            primary.goOn();
        }
        assertDone(run.run(run.change()), "read back");
    }

    private void writeSecret(String text) {
        try {
            Files.writeString(folder.resolve("secret"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DnsRun run(String... names) {
        return run(entry(primary.port(), "muster", names));
    }

    private static DnsRun run(DnsEntry entry) {
        return new DnsRun(entry, new TurnableClock(Instant.parse("2026-03-01T08:00:00Z")), new Rfc2136Dns());
    }

    private DnsRecord record(String name) {
        return new Rfc2136Dns().read(entry(primary.port(), "muster", name), name);
    }

    private DnsEntry entry(int port, String key, String... names) {
        return new DnsEntry(
                "front-door",
                "The address of BDC",
                "bdc.example",
                provider(port, key),
                DnsEntry.Type.A,
                List.of(names),
                List.of(new DnsEntry.Site("main", MAIN), new DnsEntry.Site("standby", STANDBY)),
                Duration.ofMinutes(5),
                server(primary.port()),
                List.of(server(one.port()), server(two.port())));
    }

    private DnsEntry.Provider provider(int port, String key) {
        return new DnsEntry.DynamicUpdate(
                server(port),
                key,
                DnsEntry.Algorithm.HMAC_SHA256,
                new Secret("${file:" + folder.resolve("secret") + "}"));
    }

    private static DnsEntry.Server server(int port) {
        return new DnsEntry.Server("127.0.0.1", port);
    }

    private static String asked(BindServer server) {
        NameServers.Answer answer = NameServersOfTests.real()
                .ask(server(server.port()), "bdc.example", DnsEntry.Type.A, Duration.ofSeconds(3));
        return answer.words();
    }

    private static void eventually(BindServer server, String value) {
        Waiting.until(Duration.ofSeconds(20), value, () -> asked(server).equals(value));
    }

    private static void blocked(DnsRun run, String why) {
        assertThat(run.read().check(run)).singleElement().satisfies(it -> {
            assertThat(it.level()).isEqualTo(Finding.Level.BLOCK);
            assertThat(it.message()).contains(why);
        });
    }
}
