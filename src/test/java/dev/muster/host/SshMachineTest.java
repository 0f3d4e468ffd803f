package dev.muster.host;

import static dev.muster.host.SshRig.command;
import static dev.muster.host.SshRig.shell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.practice.Waiting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SshMachineTest {

    private static SshRig rig;

    @BeforeAll
    static void open() {
        rig = new SshRig();
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @Test
    void both_streams_arrive_line_by_line_and_the_exit_code_with_them() {
        Lines lines = new Lines();
        CommandResult result = rig.machine().run(shell("echo one; echo two; echo oops >&2; exit 7"), lines);

        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.succeeded()).isFalse();
        assertThat(result.tail()).isEqualTo("oops");
        assertThat(lines.output()).containsExactly("one", "two");
        assertThat(lines.errors()).containsExactly("oops");
    }

    @Test
    void lines_arrive_while_the_command_still_runs() throws Exception {
        Path go = rig.server.folder().resolve("go");
        Lines lines = new Lines();
        try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
            Future<CommandResult> running = worker.submit(() -> rig.machine()
                    .run(shell("echo waiting; while [ ! -e '" + go + "' ]; do sleep 0.05; done; echo gone"), lines));
            lines.awaitFirst();
            assertThat(running.isDone()).isFalse();
            assertThat(lines.process().isAlive()).isTrue();
            Files.createFile(go);
            assertThat(running.get(20, TimeUnit.SECONDS).succeeded()).isTrue();
        }
        assertThat(lines.output()).containsExactly("waiting", "gone");
    }

    @Test
    void every_argument_arrives_unchanged_and_so_does_the_environment() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 5; round++) {
            List<String> arguments = ShellQuotingTest.someArguments(random);
            String value = String.join(" ", arguments);
            Lines lines = new Lines();
            rig.machine()
                    .run(
                            new Command(
                                    Stream.concat(
                                                    Stream.of(
                                                            "/bin/sh",
                                                            "-c",
                                                            "{ printf '%s\\0' \"$@\"; printf %s \"$VALUE\"; } | od -An -v -tx1",
                                                            "sh"),
                                                    arguments.stream())
                                            .toList(),
                                    Map.of("VALUE", value),
                                    null,
                                    SshRig.PATIENCE),
                            lines);
            assertThat(HexFormat.of().parseHex(String.join("", lines.output()).replace(" ", "")))
                    .as("seed %d", seed)
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(String.join("\0", arguments) + "\0" + value);
        }
    }

    @Test
    void it_runs_in_the_directory_that_is_asked_for() {
        Lines lines = new Lines();
        rig.machine().run(new Command(List.of("pwd"), Map.of(), Path.of("/usr/bin"), SshRig.PATIENCE), lines);
        assertThat(lines.output()).containsExactly("/usr/bin");

        assertThatThrownBy(() -> rig.machine()
                        .run(
                                new Command(List.of("pwd"), Map.of(), Path.of("/no/such"), SshRig.PATIENCE),
                                CommandListener.silent()))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("pwd could not be started on app1")
                .hasMessageContaining("the directory /no/such cannot be entered");
    }

    @Test
    void a_program_that_is_not_there_is_told_from_one_that_fails() {
        for (String program : List.of("no-such-program", "/usr/bin/no-such-program", "/usr/bin")) {
            assertThatThrownBy(() -> rig.machine().run(command(program), CommandListener.silent()))
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining(program + " could not be started on app1 (127.0.0.1:")
                    .hasMessageContaining("it is not there, or may not be run");
        }
        assertThat(rig.machine()
                        .run(shell("exit 127"), CommandListener.silent())
                        .exitCode())
                .isEqualTo(127);
    }

    @Test
    void a_command_that_a_signal_ended_has_the_exit_code_that_a_shell_would_give_it() {
        assertThat(rig.machine()
                        .run(shell("kill -KILL $$"), CommandListener.silent())
                        .exitCode())
                .isEqualTo(137);
    }

    @Test
    void a_secret_in_the_environment_reaches_the_command_and_no_list_of_processes() {
        String secret = "s3cr3t'\" $x \\ with a\nnewline";
        Lines lines = new Lines();
        rig.machine()
                .run(
                        new Command(
                                List.of(
                                        "/bin/sh",
                                        "-c",
                                        "printf %s \"$PGPASSWORD\" | wc -c; ps -ww -eo args; cat /proc/[0-9]*/cmdline | tr '\\0' ' '"),
                                Map.of("PGPASSWORD", secret),
                                null,
                                SshRig.PATIENCE),
                        lines);
        assertThat(lines.output().getFirst().strip()).isEqualTo(Integer.toString(secret.length()));
        assertThat(lines.output()).anyMatch(it -> it.contains("ps -ww -eo args"));
        assertThat(lines.output()).noneMatch(it -> it.contains("s3cr3t"));
    }

    @Test
    void a_hundred_thousand_lines_arrive_in_order() {
        Lines lines = new Lines();
        CommandResult result =
                rig.machine().run(command("seq", "-f", "line %.0f of a long output", "1", "100000"), lines);

        assertThat(result.succeeded()).isTrue();
        assertThat(lines.output())
                .isEqualTo(IntStream.rangeClosed(1, 100_000)
                        .mapToObj(it -> "line " + it + " of a long output")
                        .toList());
    }

    @Test
    void five_commands_run_at_once_on_one_connection() throws Exception {
        CountDownLatch all = new CountDownLatch(5);
        try (ExecutorService workers = Executors.newFixedThreadPool(5)) {
            List<Future<CommandResult>> results = IntStream.range(0, 5)
                    .mapToObj(
                            it -> workers.submit(() -> rig.machine().run(command("sleep", "1"), new CommandListener() {
                                @Override
                                public void started(Process process) {
                                    all.countDown();
                                }

                                @Override
                                public void line(boolean error, String line) {}
                            })))
                    .toList();
            assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(rig.server.sessions()).hasSize(1);
            for (Future<CommandResult> result : results) {
                assertThat(result.get().succeeded()).isTrue();
            }
        }
    }

    @Test
    void a_time_out_kills_the_command_with_its_children() throws Exception {
        Lines lines = new Lines();
        assertThatThrownBy(() -> rig.machine()
                        .run(
                                Command.of(
                                        Duration.ofSeconds(1),
                                        "/bin/sh",
                                        "-c",
                                        "trap '' TERM; sleep 600 & echo $! $$; wait; sleep 600"),
                                lines))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("/bin/sh did not end within 1 s and was killed on app1");
        for (String pid : lines.output().getFirst().split(" ")) {
            assertThat(alive(Long.parseLong(pid))).isFalse();
        }
    }

    @Test
    void a_follower_that_refuses_ends_the_command_and_its_reason_comes_back() {
        Lines lines = new Lines();
        assertThatThrownBy(() -> rig.machine().run(shell("echo $$; exec sleep 600"), (error, line) -> {
                    lines.line(error, line);
                    throw new IllegalStateException("cancelled");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cancelled");
        assertThat(alive(Long.parseLong(lines.output().getFirst()))).isFalse();
    }

    @Test
    void a_command_can_be_ended_politely_from_outside() throws Exception {
        Lines lines = new Lines();
        try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
            Future<CommandResult> running = worker.submit(() -> rig.machine()
                    .run(shell("trap 'echo bye; exit 3' TERM; echo here; while :; do sleep 0.05; done"), lines));
            lines.awaitFirst();
            lines.process().destroy();
            assertThat(running.get(10, TimeUnit.SECONDS).exitCode()).isEqualTo(3);
        }
        assertThat(lines.output()).containsExactly("here", "bye");
    }

    @Test
    void what_a_command_leaves_behind_ends_with_it() {
        Lines lines = new Lines();
        CommandResult result = rig.machine().run(shell("sleep 600 & echo $!"), lines);

        assertThat(result.succeeded()).isTrue();
        long child = Long.parseLong(lines.output().getFirst());
        Waiting.until(Duration.ofSeconds(10), "the child has ended", () -> !alive(child));
    }

    @Test
    void what_start_up_files_print_is_not_the_commands_output() {
        rig.server.stop();
        rig.server.start("ForceCommand echo noise; echo more >&2; eval \"$SSH_ORIGINAL_COMMAND\"");
        try {
            assertThat(rig.output("echo", "it")).containsExactly("it");
        } finally {
            rig.server.stop();
            rig.server.start();
        }
    }

    @Test
    void an_account_without_a_shell_is_named_with_what_it_said() {
        rig.server.stop();
        rig.server.start("ForceCommand echo This account is currently not available.");
        try {
            assertThatThrownBy(() -> rig.output("true"))
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining("true could not be started on app1")
                    .hasMessageContaining("This account is currently not available.");
        } finally {
            rig.server.stop();
            rig.server.start();
        }
    }

    static boolean alive(long pid) {
        return ProcessHandle.of(pid).filter(PidFile::alive).isPresent();
    }
}
