package dev.muster.dns;

import static dev.muster.dns.FailOverDnsTest.assertAsks;
import static dev.muster.dns.FailOverDnsTest.assertDone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.CloudflareStandIn;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may go wrong between Muster and Cloudflare. Time is turned, never waited for. */
class CloudflareFaultsTest {

    @TempDir
    Path folder;

    private CloudflareRig rig;

    @BeforeEach
    void start() {
        rig = new CloudflareRig(folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void five_minutes_of_429_are_waited_for_as_long_as_cloudflare_says_and_then_it_goes_on() {
        DnsRun run = read();
        rig.cloudflare.blocks(Duration.ofMinutes(5));
        int before = rig.cloudflare.requests().size();

        StepOutcome first = run.run(run.change());

        assertThat(first)
                .isEqualTo(new StepOutcome.Waiting(
                        "Cloudflare takes no more requests for a while (429); asks again in 300 s",
                        Duration.ofMinutes(5)));
        assertThat(rig.cloudflare.requests()).hasSize(before + 1);
        run.clock.turn(Duration.ofMinutes(5));
        assertDone(run.run(run.change()), "read back");
        assertThat(rig.cloudflare.writes()).hasSize(2);
        assertThat(rig.cloudflare.content("www.bdc.example")).isEqualTo(CloudflareRig.STANDBY);
    }

    @Test
    void a_block_without_end_is_waited_for_ten_minutes_and_then_a_person_is_told_what_to_do() {
        DnsRun run = read();
        rig.cloudflare.blocks(Duration.ofHours(1));
        Instant begun = run.clock.instant();
        // It says an hour at once: nobody is kept waiting for that.
        assertAsks(run.run(run.change()), "Cloudflare takes no more requests for a while (429)");
        assertThat(run.clock.instant()).isEqualTo(begun);

        StepOutcome hand = run.answering(DnsHelp.BY_HAND).run(run.change());
        assertAsks(hand, "bdc.example still leads to 203.0.113.10; www.bdc.example still leads to 203.0.113.10");
        assertAsks(hand, "At dash.cloudflare.com, zone bdc.example, DNS records: A bdc.example → 198.51.100.20,");

        rig.cloudflare.edit("bdc.example", "content", CloudflareRig.STANDBY);
        rig.cloudflare.edit("www.bdc.example", "content", CloudflareRig.STANDBY);
        assertDone(run.answering(DnsHelp.BY_HAND).run(run.change()), "done by hand, says Jane Smith, and seen:");
        assertDone(run.run(run.waiting()), "198.51.100.20");
    }

    @Test
    void an_outage_of_the_api_is_waited_for_and_bounded() {
        DnsRun run = read();
        rig.cloudflare.failsOnce("GET", 502);
        assertThat(run.run(run.change()))
                .isEqualTo(new StepOutcome.Waiting("Cloudflare answers 502; asks again in 5 s", Duration.ofSeconds(5)));
        run.clock.turn(Duration.ofSeconds(5));
        assertDone(run.run(run.change()), "read back");

        DnsRun again = rig.run();
        rig.cloudflare.close();
        Instant begun = again.clock.instant();
        StepOutcome outcome = again.runFor(Duration.ofMinutes(20), again.read());
        assertAsks(outcome, "Cloudflare does not answer");
        assertThat(Duration.between(begun, again.clock.instant())).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void an_outage_does_not_hold_up_the_launch_of_a_move_that_needs_the_names_last() {
        DnsRun run = rig.run();
        rig.cloudflare.close();
        assertThat(run.read().check(run)).singleElement().satisfies(it -> {
            assertThat(it.level()).isEqualTo(Finding.Level.WARN);
            assertThat(it.message()).contains("Cloudflare does not answer", "then ask you to do it by hand");
        });
        assertThat(run.change().describe(run).what()).contains("what it holds is not known now");
    }

    @Test
    void a_write_that_failed_is_tried_again_and_made_once() {
        DnsRun run = read();
        rig.cloudflare.failsOnce("PATCH", 500);
        assertThat(run.run(run.change())).isInstanceOf(StepOutcome.Waiting.class);
        assertThat(rig.cloudflare.content("bdc.example")).isEqualTo(CloudflareRig.MAIN);
        assertDone(run.run(run.change()), "read back");
        assertThat(rig.cloudflare.writes()).hasSize(3);
    }

    @Test
    void a_write_whose_answer_never_came_is_found_made_and_not_made_again() {
        DnsRun run = read();
        rig.cloudflare.swallowsAnAnswer();
        assertThat(run.run(run.change()))
                .isInstanceOfSatisfying(StepOutcome.Waiting.class, it -> assertThat(it.forWhat())
                        .contains("Cloudflare does not answer (HttpTimeoutException)"));
        assertThat(rig.cloudflare.content("bdc.example")).isEqualTo(CloudflareRig.STANDBY);

        assertDone(run.run(run.change()), "read back");

        assertThat(rig.cloudflare.writes())
                .filteredOn(it -> it.contains("/" + id("bdc.example") + " "))
                .hasSize(1);
    }

    @Test
    void a_refused_token_is_told_at_once_without_the_token() {
        rig.writeToken("another-token");
        DnsRun run = rig.run();
        assertThat(run.read().check(run)).hasSize(2).allSatisfy(it -> {
            assertThat(it.level()).isEqualTo(Finding.Level.BLOCK);
            assertThat(it.message())
                    .isEqualTo(
                            "Cloudflare does not take the token for bdc.example (403): Authentication error [10000]");
        });
        assertAsks(run.run(run.read()), "does not take the token");
        rig.writeToken("with a\nline break");
        assertAsks(run.run(run.read()), "has characters that no token has");

        rig.writeToken(CloudflareRig.TOKEN);
        assertDone(run.answering(DnsHelp.TRY_AGAIN).run(run.read()), "leads to");
    }

    @Test
    void a_wrong_zone_is_a_clear_refusal() {
        DnsRun run = rig.run(rig.entry("ffffffffffffffffffffffffffffffff", "bdc.example"));
        assertThat(run.read().check(run)).singleElement().satisfies(it -> {
            assertThat(it.level()).isEqualTo(Finding.Level.BLOCK);
            assertThat(it.message()).contains("has no zone or record at http://127.0.0.1", "[7003]");
        });
    }

    @Test
    void a_record_that_is_not_there_or_there_twice_is_a_clear_refusal_and_none_is_made() {
        DnsRun missing = rig.run(rig.entry(CloudflareStandIn.ZONE, "shop.bdc.example"));
        assertThat(missing.read().check(missing))
                .extracting(Finding::message)
                .containsExactly("The zone bdc.example at Cloudflare has no A record shop.bdc.example; Muster changes"
                        + " exactly one and makes none");
        rig.cloudflare.put("bdc.example", "A", "203.0.113.11", 60, false);
        DnsRun twice = rig.run();
        assertAsks(twice.run(twice.read()), "has 2 A records bdc.example");
        assertThat(rig.cloudflare.writes()).isEmpty();
    }

    @Test
    void a_record_that_vanished_before_the_write_is_not_made_anew() {
        DnsRun run = read();
        rig.cloudflare.remove("bdc.example");
        assertAsks(run.run(run.change()), "has no A record bdc.example");
        assertThat(rig.cloudflare.writes()).isEmpty();
    }

    @Test
    void a_name_outside_of_the_plan_is_not_touched_whoever_asks() {
        DnsRun run = rig.run();
        DnsProvider provider = new DnsProviders(java.util.List.of(new CloudflareDns()))
                .of(rig.entry(CloudflareStandIn.ZONE, "bdc.example"));
        DnsRecord mail =
                new CloudflareDns().read(rig.entry(CloudflareStandIn.ZONE, "mail.bdc.example"), "mail.bdc.example");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> provider.change(
                        rig.entry(CloudflareStandIn.ZONE, "bdc.example"), mail, CloudflareRig.STANDBY, run.guard))
                .hasMessage("The plan does not let Muster touch mail.bdc.example; allowed: bdc.example");
        assertThat(rig.cloudflare.writes()).isEmpty();
    }

    @Test
    void who_leaves_it_as_it_is_ends_the_run_degraded_and_nothing_waits_for_it() {
        DnsRun run = read();
        rig.cloudflare.blocks(Duration.ofHours(1));
        assertAsks(run.run(run.change()), "429");
        assertDone(
                run.answering(DnsHelp.LEAVE).run(run.change()),
                "DEGRADED: the names of front-door are left as they are, says Jane Smith; still to do: bdc.example →");
        assertDone(run.run(run.waiting()), "nothing to wait for");
    }

    @Test
    void a_clock_that_jumps_an_hour_asks_a_person_and_writes_nothing_wrong() {
        DnsRun run = read();
        rig.cloudflare.failsOnce("GET", 503);
        assertThat(run.run(run.change())).isInstanceOf(StepOutcome.Waiting.class);
        rig.cloudflare.failsOnce("GET", 503);
        run.clock.turn(Duration.ofHours(1));
        assertAsks(run.run(run.change()), "Cloudflare answers 503");
        assertDone(run.answering(DnsHelp.TRY_AGAIN).run(run.change()), "read back");
        assertThat(rig.cloudflare.writes()).hasSize(2);
    }

    private String id(String name) {
        return rig.cloudflare.shown(name).replaceAll("(?s).*\"id\":\"([^\"]*)\".*", "$1");
    }

    private DnsRun read() {
        DnsRun run = rig.run();
        assertDone(run.run(run.read()), "leads to");
        return run;
    }
}
