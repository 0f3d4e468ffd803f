package dev.muster.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.host.Command;
import dev.muster.host.CommandListener;
import dev.muster.host.HostException;
import dev.muster.host.HostFiles;
import dev.muster.host.Hosts;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes wrong with real machines, while a procedure wants something of them. */
class FaultsOnMachinesIT extends MachineTest {

    private static final String PROGRAM = ContainerEstate.APPLICATION + "/server/bdc.py";
    private static final String SUDOERS = "/etc/sudoers.d/muster";

    @BeforeAll
    void a_backup() {
        succeeds("back-up-database", Map.of());
    }

    @Test
    void a_unit_that_fails_tells_its_last_words_and_the_run_goes_on_once_it_is_mended() {
        String program = estate.app1().run("cat", PROGRAM) + "\n";
        estate.app1().write(PROGRAM, "import sys\nsys.exit('no licence for this machine')\n", 0644);
        RunQuery.Detail run = rig.run("restore-database", Map.of());
        try {
            assertThat(run.summary().state()).isEqualTo(RunState.INTERRUPTED);
            assertThat(reason(run)).contains("Start BDC", "no licence for this machine");
            assertThat(estate.app1().active("bdc")).isFalse();
        } finally {
            estate.app1().write(PROGRAM, program, 0644);
        }

        rig.runs().retry(id(run), ContainerRig.COMMANDER);

        succeeded(rig.driven(id(run)));
        assertThat(estate.bdc(estate.app1(), "/health").status()).isEqualTo(200);
    }

    @Test
    void a_host_that_does_not_answer_blocks_the_launch_and_says_which() {
        String plan = impatient(estate.plan());
        freezes(() -> {
            try (ContainerRig fresh = ContainerRig.on(estate, plan)) {
                assertThat(fresh.preview("restore-database", Map.of()).findings())
                        .extracting(it -> it.message())
                        .anySatisfy(it ->
                                assertThat(it).contains("app1 (" + estate.app1().address() + ":22)", "within 2 s"));
            }
        });
    }

    @Test
    void a_host_that_is_lost_before_its_step_stops_the_run_there_and_nothing_was_swapped() {
        rig.reload(text -> impatient(standingBefore(text, "restore-database", "stop-service")));
        RunId run = id(rig.run("restore-database", Map.of()));
        String live = liveDatabase();

        freezes(() -> {
            rig.runs().answer(run, standing(run).position(), "Done", ContainerRig.COMMANDER);
            RunQuery.Detail stopped = rig.driven(run);
            assertThat(stopped.summary().state()).isEqualTo(RunState.INTERRUPTED);
            assertThat(reason(stopped))
                    .contains("Stop BDC", "app1 (" + estate.app1().address() + ":22)");
            assertThat(liveDatabase()).isEqualTo(live);
        });
        rig.runs().retry(run, ContainerRig.COMMANDER);

        succeeded(rig.driven(run));
        assertThat(liveDatabase()).isNotEqualTo(live);
        rig.reload(text -> estate.plan());
    }

    @Test
    void a_machine_that_was_made_anew_is_refused_with_both_fingerprints() {
        String pinned = estate.app1().fingerprint();
        String text = estate.plan();
        estate.app1()
                .shell("cd /etc/ssh; mkdir kept; mv ssh_host_ed25519_key* kept/;"
                        + " ssh-keygen -q -t ed25519 -N '' -f ssh_host_ed25519_key; systemctl restart ssh");
        try (ContainerRig fresh = ContainerRig.on(estate, text)) {
            String shown = estate.app1().fingerprint();
            assertThat(shown).isNotEqualTo(pinned);
            assertThat(fresh.preview("restore-database", Map.of()).findings())
                    .extracting(it -> it.message())
                    .anySatisfy(it ->
                            assertThat(it).contains("The key of app1", "the plan pins " + pinned, "showed the", shown));
            assertThatThrownBy(() -> fresh.launch("restore-database", Map.of())).hasMessageContaining(pinned);
        } finally {
            estate.app1().shell("cd /etc/ssh; mv kept/* .; rmdir kept; systemctl restart ssh");
        }
        assertThat(estate.app1().fingerprint()).isEqualTo(pinned);
    }

    @Test
    void a_host_whose_sudo_refuses_blocks_the_launch_in_sudos_own_words() {
        String sudoers = estate.app1().run("cat", SUDOERS) + "\n";
        estate.app1().write(SUDOERS, "muster ALL=(ALL) NOPASSWD: /usr/bin/true\n", 0440);
        try {
            assertThatThrownBy(() -> rig.service("bdc").restart())
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining("sudo: a password is required");
            assertThat(blocks("restore-database")).contains("sudo: a password is required");
            assertThat(estate.app1().active("bdc")).as("nothing was stopped").isTrue();
        } finally {
            estate.app1().write(SUDOERS, sudoers, 0440);
        }
    }

    @Test
    void a_machine_that_was_off_is_reached_again_by_the_same_console() {
        Command uptime = Command.of(Duration.ofSeconds(20), "cat", "/proc/sys/kernel/hostname");
        assertThat(rig.machine("app2").run(uptime, CommandListener.silent()).succeeded())
                .isTrue();
        estate.app2().cutPower();
        assertThatThrownBy(() -> rig.machine("app2").run(uptime, CommandListener.silent()))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("app2 (" + estate.app2().address() + ":22)");
        assertThat(estate.front(estate.app1(), "/health").status()).isEqualTo(200);

        estate.app2().powerOn();

        assertThat(rig.machine("app2").run(uptime, CommandListener.silent()).succeeded())
                .isTrue();
        assertThat(estate.bdc(estate.app2(), "/health").status()).isEqualTo(200);
    }

    @Test
    void a_folder_that_the_kernel_will_not_rename_stays_whole_where_it_is() {
        // it comes from the image, and what comes from an image is on another layer than what is new
        Path folder = Path.of("/etc/nginx/snippets");
        String before = estate.app1().run("ls", folder.toString());

        assertThatThrownBy(() -> files("app1").rename(folder, Path.of("/etc/nginx/elsewhere")))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("cross-device");

        assertThat(estate.app1().run("ls", folder.toString())).isEqualTo(before);
        assertThat(estate.app1().ask("test", "-e", "/etc/nginx/elsewhere").succeeded())
                .isFalse();
    }

    private HostFiles files(String host) {
        return rig.bean(Hosts.class).files(rig.plan().host(host).orElseThrow());
    }

    private void freezes(Runnable work) {
        estate.app1().freeze();
        try {
            work.run();
        } finally {
            estate.app1().thaw();
        }
    }

    private RunQuery.StepRow standing(RunId run) {
        return rig.detail(run).steps().stream()
                .filter(it -> it.state() == StepState.NEEDS_DECISION)
                .findFirst()
                .orElseThrow(() -> new AssertionError(rig.detail(run)));
    }

    /** The identity of the database under the live name. */
    private String liveDatabase() {
        return estate.database(estate.primary())
                .value("postgres", "select oid from pg_database where datname = 'bdc_production'");
    }

    private static String impatient(String plan) {
        return plan.replace("    sudo: 'true'\n", "    sudo: 'true'\n    connect-timeout: 2 s\n")
                .replace("    sudo: true\n", "    sudo: true\n    connect-timeout: 2 s\n");
    }

    /** A person is asked before the first step of that type. */
    private static String standingBefore(String plan, String procedure, String type) {
        int from = plan.indexOf("    - type: " + type, plan.indexOf("\n  " + procedure + ":\n"));
        return plan.substring(0, from) + "    - {type: manual, title: Look once more, text: Look}\n"
                + plan.substring(from);
    }
}
