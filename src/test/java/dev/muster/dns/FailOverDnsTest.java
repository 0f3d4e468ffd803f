package dev.muster.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.practice.CloudflareStandIn;
import dev.muster.practice.NameServer;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names are led to the standby and back at Cloudflare, and nothing else of the zone is touched. */
class FailOverDnsTest {

    private static final Pattern MOMENT = Pattern.compile("\"modified_on\":\"[^\"]*\"");

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
    void the_names_lead_to_the_standby_with_every_other_field_as_it_was() {
        String before = shown("bdc.example");
        String others = shown("mail.bdc.example");
        DnsRun run = rig.run();

        assertDone(run.run(run.read()), "bdc.example leads to 203.0.113.10 (main); www.bdc.example leads to");
        assertDone(
                run.run(run.change()),
                "bdc.example → 198.51.100.20, www.bdc.example → 198.51.100.20, read back from the provider");
        assertDone(run.run(run.waiting()), "bdc.example, www.bdc.example → 198.51.100.20 at 127.0.0.1");

        assertThat(shown("bdc.example")).isEqualTo(before.replace(CloudflareRig.MAIN, CloudflareRig.STANDBY));
        assertThat(shown("mail.bdc.example")).isEqualTo(others);
        assertThat(rig.cloudflare.writes())
                .hasSize(2)
                .allMatch(it -> it.startsWith("PATCH ") && it.endsWith(" {\"content\":\"198.51.100.20\"}"));
        assertThat(String.join("", run.facts.values()) + run.log + run.commands).doesNotContain(CloudflareRig.TOKEN);
    }

    @Test
    void the_way_back_makes_each_record_equal_byte_for_byte() {
        String before = shown("bdc.example") + shown("www.bdc.example");
        DnsRun run = moved();

        assertDone(run.undo(run.change()), "as before: www.bdc.example → 203.0.113.10, bdc.example → 203.0.113.10");

        assertThat(shown("bdc.example") + shown("www.bdc.example")).isEqualTo(before);
        assertDone(run.undo(run.change()), "as before");
        assertThat(rig.cloudflare.writes()).hasSize(4);
    }

    @Test
    void the_preview_shows_old_and_new_and_the_very_request_and_writes_nothing() {
        DnsRun run = rig.run();

        assertThat(run.change().describe(run).what())
                .contains("Leads to standby", "bdc.example: A 203.0.113.10 → 198.51.100.20; stays as it is: TTL 60 s")
                .endsWith("proxied false, comment \"kept by the team\", tags [\"owner:bdc\"]");
        assertThat(run.change().describe(run).commands())
                .first()
                .asString()
                .startsWith("PATCH http://127.0.0.1:")
                .endsWith("(id of bdc.example) {\"content\":\"198.51.100.20\"}");
        assertThat(run.read().check(run)).allMatch(it -> it.level() == Finding.Level.OK);
        assertThat(run.waiting().check(run)).hasSize(3).allMatch(it -> it.level() == Finding.Level.OK);
        assertThat(rig.cloudflare.writes()).isEmpty();
    }

    @Test
    void every_step_may_run_again_after_a_crash_and_writes_once() {
        DnsRun run = moved();

        assertDone(run.run(run.change()), "read back");
        assertDone(run.run(run.waiting()), "198.51.100.20");

        assertThat(rig.cloudflare.writes()).hasSize(2);
    }

    @Test
    void a_crash_between_the_two_names_is_gone_on_with_and_can_be_taken_back() {
        DnsRun run = rig.run();
        run.run(run.read());
        int[] writes = {0};
        run.guard = () -> {
            if (++writes[0] == 2) {
                throw new StepContext.LostLease("another worker has it");
            }
        };
        RecoveryStep change = run.change();
        assertThatThrownBy(() -> run.run(change)).isInstanceOf(StepContext.LostLease.class);
        assertThat(rig.cloudflare.content("bdc.example")).isEqualTo(CloudflareRig.STANDBY);
        assertThat(rig.cloudflare.content("www.bdc.example")).isEqualTo(CloudflareRig.MAIN);

        run.guard = () -> {};
        assertDone(run.undo(change), "as before");
        assertThat(rig.cloudflare.content("bdc.example")).isEqualTo(CloudflareRig.MAIN);
        assertDone(run.run(change), "read back");
        assertThat(rig.cloudflare.content("www.bdc.example")).isEqualTo(CloudflareRig.STANDBY);
    }

    @Test
    void a_worker_that_lost_its_epoch_writes_nothing() {
        DnsRun late = rig.run();
        late.run(late.read());
        late.guard = () -> {
            throw new StepContext.LostLease("another worker has it");
        };
        RecoveryStep change = late.change();
        assertThatThrownBy(() -> late.run(change)).isInstanceOf(StepContext.LostLease.class);
        assertThat(rig.cloudflare.writes()).isEmpty();
    }

    @Test
    void an_old_plan_is_not_written_over_what_came_after_it() {
        DnsRun late = rig.run();
        late.run(late.read());
        rig.cloudflare.edit("bdc.example", "content", "192.0.2.99");

        assertAsks(
                late.run(late.change()),
                "Somebody has changed it meanwhile: it is bdc.example A 192.0.2.99, TTL 60 s instead of");

        assertThat(rig.cloudflare.writes()).isEmpty();
        assertThat(rig.cloudflare.content("bdc.example")).isEqualTo("192.0.2.99");
    }

    @Test
    void another_field_that_somebody_changed_meanwhile_stops_it_too() {
        DnsRun late = rig.run();
        late.run(late.read());
        rig.cloudflare.edit("bdc.example", "comment", "moved by Bob");

        assertAsks(late.run(late.change()), "Somebody has changed it meanwhile: other fields of bdc.example are ");

        assertThat(rig.cloudflare.writes()).isEmpty();
    }

    @Test
    void the_way_back_leaves_alone_what_somebody_changed_after_us() {
        DnsRun run = moved();
        rig.cloudflare.edit("www.bdc.example", "content", "192.0.2.99");

        assertAsks(run.undo(run.change()), "Somebody has changed it meanwhile");

        assertThat(rig.cloudflare.content("www.bdc.example")).isEqualTo("192.0.2.99");
        assertDone(
                run.answering(DnsHelp.LEAVE).undo(run.change()),
                "DEGRADED: the names of front-door are left as they are");
    }

    @Test
    void a_name_behind_the_proxy_is_changed_there_and_not_looked_for_at_name_servers() {
        rig.cloudflare.remove("bdc.example");
        rig.cloudflare.put("bdc.example", "A", CloudflareRig.MAIN, 1, true);
        DnsRun run = rig.run(rig.entry(CloudflareStandIn.ZONE, "bdc.example"));
        run.run(run.read());
        assertDone(run.run(run.change()), "read back");
        assertDone(run.run(run.waiting()), "behind the provider's proxy");
        assertThat(shown("bdc.example")).contains("\"proxied\":true", "\"ttl\":1", CloudflareRig.STANDBY);
    }

    @Test
    void it_waits_for_a_slow_resolver_and_holds_no_thread() {
        DnsRun run = moved();
        rig.two.knows((name, type) -> List.of(new NameServer.Entry("A", 60, CloudflareRig.MAIN)));

        StepOutcome outcome = run.run(run.waiting());
        assertThat(outcome).isInstanceOfSatisfying(StepOutcome.Waiting.class, it -> assertThat(it.forWhat())
                .contains("port " + rig.two.port() + " still answers 203.0.113.10 for bdc.example"));
        run.clock.turn(Duration.ofSeconds(40));
        rig.two.knows(rig.cloudflare::answers);
        assertDone(run.run(run.waiting()), "after 40 s");
    }

    @Test
    void a_resolver_that_never_agrees_is_told_with_what_to_do_when_the_time_to_live_has_run() {
        DnsRun run = moved();
        rig.two.knows((name, type) -> List.of(new NameServer.Entry("A", 60, CloudflareRig.MAIN)));

        StepOutcome outcome = run.runFor(Duration.ofMinutes(2), run.waiting());

        assertThat(outcome).isInstanceOfSatisfying(StepOutcome.NeedsDecision.class, it -> {
            assertThat(it.question()).startsWith("After 76 s not all lead to 198.51.100.20");
            assertThat(it.question()).contains("What was switched before stays as it is. By hand:");
            assertThat(it.answers()).containsExactly("Wait again", "Leave it as it is");
        });
        assertThat(run.answering(WaitForDnsStep.WAIT_AGAIN).run(run.waiting())).isInstanceOf(StepOutcome.Waiting.class);
        assertDone(run.answering(DnsHelp.LEAVE).run(run.waiting()), "DEGRADED: not waited for any longer, says Jane");
        assertThat(rig.cloudflare.content("bdc.example")).isEqualTo(CloudflareRig.STANDBY);
    }

    @Test
    void a_silent_resolver_is_no_agreement() {
        DnsRun run = moved();
        rig.one.isSilent(true);
        assertThat(run.run(run.waiting()))
                .isInstanceOfSatisfying(StepOutcome.Waiting.class, it -> assertThat(it.forWhat())
                        .contains("The name server 127.0.0.1 port " + rig.one.port() + " does not answer"));
    }

    private DnsRun moved() {
        DnsRun run = rig.run();
        run.run(run.read());
        assertDone(run.run(run.change()), "read back");
        return run;
    }

    /** Without the moment of the last change, which is the provider's own. */
    private String shown(String name) {
        return MOMENT.matcher(rig.cloudflare.shown(name)).replaceAll("");
    }

    static void assertDone(StepOutcome outcome, String summary) {
        assertThat(outcome).isInstanceOfSatisfying(StepOutcome.Done.class, it -> assertThat(it.summary())
                .contains(summary));
    }

    static void assertAsks(StepOutcome outcome, String question) {
        assertThat(outcome).isInstanceOfSatisfying(StepOutcome.NeedsDecision.class, it -> {
            assertThat(it.question()).contains(question, "By hand: ", "What was switched before stays as it is");
            assertThat(it.answers()).containsExactly("Try again", "Done by hand", "Leave it as it is");
        });
    }
}
