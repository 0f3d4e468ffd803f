package dev.muster.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.muster.plan.Host;
import dev.muster.practice.Ports;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.LooseContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another application server takes the requests, through a real nginx. */
class SwitchProxyIT {

    private ProxyRig rig;
    private CheckServerStep check;
    private SwitchProxyStep step;

    @BeforeEach
    void start() throws Exception {
        rig = new ProxyRig().begins();
        check = new CheckServerStep(rig.hosts());
        step = new SwitchProxyStep(rig.hosts());
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void the_requests_go_to_the_next_server_and_the_file_of_another_hand_comes_back() throws IOException {
        String byHand = rig.content();
        LooseContext run = rig.worker(7, "next", "down");
        assertThat(step.check(run)).extracting(Finding::level).containsExactly(Finding.Level.WARN, Finding.Level.OK);
        assertThat(summary(check.run(run))).startsWith("app2 is well. nginx answers; by whom is not known");

        assertThat(summary(step.run(run))).isEqualTo("app2 answers through nginx; the others are down");
        assertThat(rig.get("/")).isEqualTo("200 app2");
        assertThat(summary(step.run(run)))
                .as("again, next is still the same server")
                .isEqualTo("app2 answers through nginx; the others are down");
        assertThat(Files.readString(rig.folder.resolve("conf.d/bdc.conf.before-7-switch-proxy")))
                .isEqualTo(byHand);

        assertThat(summary(step.undo(run))).endsWith("bdc.conf is as it was before");
        assertThat(rig.content()).isEqualTo(byHand);
        assertThat(rig.get("/")).isEqualTo("200 app1");
        assertThat(summary(step.undo(run))).as("again").endsWith("bdc.conf is as it was before");
    }

    @Test
    void a_second_switch_goes_back_and_its_way_back_is_the_first_one() {
        assertThat(step.run(rig.worker(1, "app2", "down"))).isInstanceOf(StepOutcome.Done.class);
        LooseContext back = rig.worker(2, "next", "backup");
        assertThat(step.check(back)).extracting(Finding::level).containsOnly(Finding.Level.OK);
        assertThat(summary(check.run(back))).isEqualTo("app1 is well. Through nginx app2 answers");
        assertThat(summary(step.run(back))).isEqualTo("app1 answers through nginx; the others are backup");
        assertThat(summary(step.undo(back))).endsWith("as it was before: the requests go to app2");
        assertThat(rig.get("/")).isEqualTo("200 app2");
    }

    @Test
    void who_answers_is_told_only_to_who_brings_the_token() {
        step.run(rig.worker(1, "app2", "down"));
        FrontDoor door = new FrontDoor();
        String address = "http://127.0.0.1:" + rig.port + "/health";
        assertThat(door.ask(address).upstream()).isEmpty();
        assertThat(door.ask(address, "0".repeat(24)).upstream()).isEmpty();
        String token = new NginxFile(present()).token().orElseThrow();
        assertThat(door.ask(address, token).upstream()).contains("127.0.0.1:" + rig.application("app2").port);
    }

    @Test
    void what_nginx_refuses_does_not_stay_and_nginx_says_why() throws IOException {
        step.run(rig.worker(1, "app2", "down"));
        String before = rig.content();
        Files.writeString(rig.folder.resolve("conf.d/zz.conf"), "nonsense on;\n");
        LooseContext run = rig.worker(2, "app1", "down");

        assertThat(step.check(run))
                .filteredOn(it -> it.level() == Finding.Level.BLOCK)
                .singleElement()
                .satisfies(it -> assertThat(it.message()).contains("unknown directive \"nonsense\""));
        assertThat(failure(step.run(run)))
                .contains("nginx does not take the configuration")
                .contains("unknown directive \"nonsense\"")
                .endsWith("is as it was before");
        assertThat(rig.content()).isEqualTo(before);
        assertThat(rig.get("/")).isEqualTo("200 app2");
    }

    @Test
    void an_nginx_that_does_not_run_is_said_and_the_file_before_stands() throws Exception {
        String before = rig.content();
        rig.stopNginx();

        assertThat(failure(step.run(rig.worker(1, "app2", "down"))))
                .contains("nginx on here does not run")
                .endsWith("is as it was before");
        assertThat(rig.content()).isEqualTo(before);
    }

    @Test
    void a_server_that_dies_before_it_answers_through_nginx_is_not_left_in_front() throws IOException {
        String before = rig.content();
        rig.application("app2").health = 500;

        assertThat(failure(step.run(rig.worker(1, "app2", "down"))))
                .contains("it answers 500, by app2")
                .endsWith("is as it was before");
        assertThat(rig.content()).isEqualTo(before);
        assertThat(rig.get("/")).isEqualTo("200 app1");
    }

    @Test
    void nothing_is_switched_to_a_server_that_is_down() throws IOException {
        String before = rig.content();
        rig.application("app2").stop();
        LooseContext run = rig.worker(1, "app2", "down");

        assertThat(check.check(run))
                .filteredOn(it -> it.level() == Finding.Level.BLOCK)
                .singleElement()
                .satisfies(it -> assertThat(it.message())
                        .contains("app2 is not well at http://127.0.0.1:")
                        .contains("no answer")
                        .endsWith("Nothing is switched to it"));
        assertThat(failure(check.run(run))).contains("app2 is not well");
        assertThat(rig.content()).isEqualTo(before);
    }

    @Test
    void an_nginx_that_has_moved_by_itself_is_said_and_made_the_rule() {
        step.run(rig.worker(1, "app1", "backup"));
        rig.application("app1").stop();
        assertThat(rig.get("/")).isEqualTo("200 app2");
        LooseContext run = rig.worker(2, "next", "down");

        assertThat(summary(check.run(run))).contains("nginx has moved by itself: app1 does not answer it, app2 does");
        assertThat(summary(step.run(run))).isEqualTo("app2 answers through nginx; the others are down");
    }

    @Test
    void a_console_that_is_killed_at_any_moment_finds_its_own_work_and_goes_on() throws IOException {
        String byHand = rig.content();
        int killed = 0;
        for (int moment = 1; moment < 10; moment++) {
            LooseContext dying = rig.worker(moment, "app2", "down").diesBefore(moment);
            if (!(catchThrowable(() -> step.run(dying)) instanceof StepContext.LostLease)) {
                break;
            }
            killed++;
            LooseContext next = dying.next();
            assertThat(summary(step.run(next))).isEqualTo("app2 answers through nginx; the others are down");
            assertThat(rig.get("/")).isEqualTo("200 app2");

            for (int guard = 1; guard <= 2; guard++) {
                LooseContext dyingBack = next.next().diesBefore(guard);
                assertThat(catchThrowable(() -> step.undo(dyingBack))).isInstanceOf(StepContext.LostLease.class);
            }
            assertThat(summary(step.undo(next.next()))).endsWith("as it was before");
            assertThat(rig.get("/")).isEqualTo("200 app1");
            assertThat(rig.content()).isEqualTo(byHand);
        }
        assertThat(killed).as("copy, write and reload").isGreaterThanOrEqualTo(3);
    }

    @Test
    void what_somebody_changed_afterwards_is_not_overwritten_by_the_way_back() throws IOException {
        LooseContext run = rig.worker(3, "app2", "down");
        step.run(run);
        Files.writeString(rig.file, "# mine\n" + rig.content());

        assertThat(failure(step.undo(run)))
                .contains("was changed after this run had written it")
                .contains("bdc.conf.before-3-switch-proxy");
        assertThat(rig.content()).startsWith("# mine");
    }

    @Test
    void a_file_that_cannot_be_written_changes_nothing() {
        rig.written = Path.of("/proc/muster-bdc.conf");
        assertThat(failure(step.run(rig.worker(1, "app2", "down")))).contains("/proc/muster-bdc.conf");
        assertThat(rig.get("/")).isEqualTo("200 app1");
    }

    @Test
    void a_file_that_nginx_does_not_read_is_refused_before_anything_is_done() throws IOException {
        rig.written = Files.writeString(rig.folder.resolve("elsewhere.conf"), "");
        assertThat(step.check(rig.worker(1, "app2", "down")))
                .filteredOn(it -> it.level() == Finding.Level.BLOCK)
                .singleElement()
                .satisfies(it -> assertThat(it.message()).contains("does not include"));

        Files.createSymbolicLink(rig.folder.resolve("conf.d/elsewhere.conf"), rig.written);
        assertThat(step.check(rig.worker(1, "app2", "down")))
                .as("a link in the folder is enough")
                .noneMatch(it -> it.level() == Finding.Level.BLOCK);
    }

    @Test
    void a_server_that_is_not_in_the_plan_is_refused_with_those_that_are() {
        assertThat(check.check(rig.worker(1, "app3", "down")))
                .containsExactly(
                        Finding.block("server", "\"app3\" is no server of the proxy front; allowed: next, app1, app2"));
        assertThat(check.check(rig.worker(1, "app2", "gone")))
                .containsExactly(Finding.block(
                        "server", "\"gone\" is nothing that the other servers can be; allowed: down, backup"));
    }

    @Test
    void a_host_that_cannot_be_reached_is_named() throws IOException {
        rig.host = new Host(
                "here",
                "127.0.0.1",
                new Host.Ssh(
                        Ports.free(),
                        "muster",
                        new Host.KeyFile("/nowhere/key", dev.muster.plan.Secret.NONE),
                        Optional.of("SHA256:" + "A".repeat(43)),
                        false,
                        Duration.ofSeconds(2)));
        String before = rig.content();
        LooseContext run = rig.worker(1, "app2", "down");

        assertThat(step.check(run)).extracting(Finding::level).containsExactly(Finding.Level.BLOCK);
        assertThat(failure(step.run(run))).contains("here");
        assertThat(rig.content()).isEqualTo(before);
    }

    private String present() {
        try {
            return rig.content();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static String summary(StepOutcome outcome) {
        assertThat(outcome).isInstanceOf(StepOutcome.Done.class);
        return ((StepOutcome.Done) outcome).summary();
    }

    static String failure(StepOutcome outcome) {
        assertThat(outcome).isInstanceOf(StepOutcome.Failed.class);
        return ((StepOutcome.Failed) outcome).reason();
    }
}
