package dev.muster.host;

import static dev.muster.host.SshRig.command;
import static dev.muster.host.SshRig.shell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.plan.Host;
import dev.muster.plan.Secret;
import dev.muster.practice.Ports;
import dev.muster.practice.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SshConnectionTest {

    private SshRig rig;

    @BeforeEach
    void open() {
        rig = new SshRig();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void a_host_whose_key_has_changed_is_refused_and_both_fingerprints_are_named() {
        Host pinned = rig.host();
        String before = rig.server.fingerprint();
        assertThat(run(rig.machine(pinned))).isTrue();

        rig.server.stop();
        rig.server.newHostKey();
        rig.server.start();

        assertThat(rig.server.fingerprint()).isNotEqualTo(before);
        assertThatThrownBy(() -> run(rig.machine(pinned)))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("the plan pins " + before)
                .hasMessageContaining("the host showed the ssh-ed25519 key " + rig.server.fingerprint());
        assertThat(run(rig.machine())).as("with the new key pinned").isTrue();
    }

    @Test
    void a_host_that_nobody_pinned_is_refused_and_says_which_key_it_has() {
        assertThatThrownBy(() -> run(rig.machine(rig.host(rig.server.userKey(), Optional.empty()))))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("The plan pins no key for app1")
                .hasMessageContaining(rig.server.fingerprint());
    }

    @Test
    void a_name_that_nobody_knows_and_a_port_where_nobody_listens_are_told_apart() {
        assertThatThrownBy(() -> run(rig.machine(elsewhere("no-such-host.invalid", 22))))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("the name no-such-host.invalid is not known");
        assertThatThrownBy(() -> run(rig.machine(elsewhere("127.0.0.1", Ports.free()))))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("the connection was refused");
    }

    @Test
    void a_server_that_never_answers_costs_no_more_than_the_time_out() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long begun = System.nanoTime();
            assertThatThrownBy(() -> run(rig.machine(elsewhere("127.0.0.1", silent.getLocalPort()))))
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining("no SSH server answered within 2 s");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void a_key_that_the_host_does_not_know_is_refused() {
        Path stranger = rig.server.newKey("stranger", "");
        assertThatThrownBy(() -> run(rig.machine(rig.host(stranger, Optional.of(rig.server.fingerprint())))))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("lets " + rig.server.user() + " not in with the key " + stranger);
    }

    @Test
    void a_key_file_that_cannot_be_read_is_named() throws IOException {
        Path empty = Files.createFile(rig.server.folder().resolve("empty"));
        for (Path file : List.of(empty, rig.server.folder().resolve("missing"))) {
            assertThatThrownBy(() -> run(rig.machine(rig.host(file, Optional.of(rig.server.fingerprint())))))
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void a_key_with_a_passphrase_opens_with_it_and_only_with_it() throws IOException {
        Path key = rig.server.newKey("locked", "open sesame");
        rig.server.authorize(key);
        Path right = Files.writeString(rig.server.folder().resolve("right"), "open sesame\n");
        Path wrong = Files.writeString(rig.server.folder().resolve("wrong"), "close sesame\n");

        assertThat(run(rig.machine(locked(key, right)))).isTrue();
        assertThatThrownBy(() -> run(rig.machine(locked(key, wrong))))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("The private key " + key + " of host app1 cannot be read")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void the_keys_of_an_agent_open_a_host_whose_plan_says_so() throws Exception {
        Path socket = rig.server.folder().resolve("agent");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Waiting.until(Duration.ofSeconds(10), "the agent listens", () -> Files.exists(socket));
            Host host = rig.host(new Host.Agent(), Optional.of(rig.server.fingerprint()), false);
            rig.newConsole(socket.toString());
            assertThatThrownBy(() -> run(rig.machine(host))).hasMessageContaining("with a key of the agent");

            ProcessBuilder add =
                    new ProcessBuilder("ssh-add", "-q", rig.server.userKey().toString());
            add.environment().put("SSH_AUTH_SOCK", socket.toString());
            assertThat(add.start().waitFor()).isZero();
            assertThat(run(rig.machine(host))).isTrue();
        } finally {
            agent.destroyForcibly();
        }
    }

    @Test
    void without_an_agent_the_console_says_what_is_missing() {
        assertThatThrownBy(() ->
                        run(rig.machine(rig.host(new Host.Agent(), Optional.of(rig.server.fingerprint()), false))))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("SSH_AUTH_SOCK");
    }

    @Test
    void a_connection_is_kept_and_made_anew_when_the_server_was_restarted() {
        assertThat(run(rig.machine())).isTrue();
        List<ProcessHandle> first = rig.server.sessions();
        assertThat(run(rig.machine())).isTrue();
        assertThat(rig.server.sessions()).isEqualTo(first).hasSize(1);

        rig.server.stop();
        rig.server.start();

        assertThat(run(rig.machine())).isTrue();
        assertThat(rig.server.sessions()).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    @Test
    void a_changed_plan_gives_up_the_connection_that_it_had() {
        assertThat(run(rig.machine())).isTrue();
        List<ProcessHandle> first = rig.server.sessions();
        Path other = rig.server.newKey("other", "");
        rig.server.authorize(other);

        assertThat(run(rig.machine(rig.host(other, Optional.of(rig.server.fingerprint())))))
                .isTrue();
        Waiting.until(Duration.ofSeconds(10), "the first connection has ended", () -> first.stream()
                .noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void a_connection_that_is_killed_is_noticed_at_once_and_the_command_does_not_run_on() throws Exception {
        Lines lines = new Lines();
        try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
            Future<CommandResult> running =
                    worker.submit(() -> rig.machine().run(shell("echo $$; exec sleep 600"), lines));
            lines.awaitFirst();
            long begun = System.nanoTime();
            rig.server.sessions().forEach(SshRig::killWithSessions);

            assertThatThrownBy(() -> running.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(HostException.class)
                    .hasMessageMatching(
                            "The connection to app1 \\(127.0.0.1:\\d+\\) was lost after \\d+ s, while /bin/sh"
                                    + " ran there \\(process \\d+\\). It (does not run any more; whether it had done its work is"
                                    + " not known|was found running there and was ended)");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        }
        long pid = Long.parseLong(lines.output().getFirst());
        assertThat(SshMachineTest.alive(pid)).isFalse();
    }

    @Test
    void a_connection_that_falls_silent_is_given_up_within_seconds_and_the_command_is_found_and_ended()
            throws Exception {
        Lines lines = new Lines();
        try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
            Future<CommandResult> running =
                    worker.submit(() -> rig.machine().run(shell("echo $$; exec sleep 600"), lines));
            lines.awaitFirst();
            List<ProcessHandle> silenced =
                    rig.server.sessions().stream().flatMap(SshRig::sshds).toList();
            SshRig.signal("STOP", silenced);
            try {
                assertThatThrownBy(() -> running.get(40, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .hasMessageContaining("was lost after")
                        .hasMessageEndingWith("It was found running there and was ended");
            } finally {
                SshRig.signal("CONT", silenced);
            }
        }
        long pid = Long.parseLong(lines.output().getFirst());
        assertThat(SshMachineTest.alive(pid)).isFalse();
    }

    @Test
    void a_host_that_stays_away_is_reported_with_the_process_that_may_still_run_there() throws Exception {
        Lines lines = new Lines();
        try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
            Future<CommandResult> running =
                    worker.submit(() -> rig.machine().run(shell("echo $$; exec sleep 600"), lines));
            lines.awaitFirst();
            rig.server.stop();

            assertThatThrownBy(() -> running.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining("The host could not be asked since, so process "
                            + lines.output().getFirst() + " may still run there: app1")
                    .hasMessageContaining("the connection was refused");
        }
    }

    @Test
    void a_console_that_stops_takes_its_commands_along() throws Exception {
        Lines lines = new Lines();
        try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
            Future<CommandResult> running =
                    worker.submit(() -> rig.machine().run(shell("echo $$; exec sleep 600"), lines));
            lines.awaitFirst();
            rig.newConsole("");

            assertThatThrownBy(() -> running.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .hasMessageContaining("was lost after")
                    .hasMessageEndingWith("may still run there: the console is stopping");
        }
        long pid = Long.parseLong(lines.output().getFirst());
        Waiting.until(Duration.ofSeconds(10), "the command has ended", () -> !SshMachineTest.alive(pid));
    }

    private static boolean run(Machine machine) {
        return machine.run(command("true"), CommandListener.silent()).succeeded();
    }

    private Host elsewhere(String address, int port) {
        return new Host(
                "app1",
                address,
                new Host.Ssh(
                        port,
                        rig.server.user(),
                        new Host.KeyFile(rig.server.userKey().toString(), Secret.NONE),
                        Optional.of(rig.server.fingerprint()),
                        false,
                        Duration.ofSeconds(2)));
    }

    private Host locked(Path key, Path passphrase) {
        return rig.host(
                new Host.KeyFile(key.toString(), new Secret("${file:" + passphrase + "}")),
                Optional.of(rig.server.fingerprint()),
                false);
    }
}
