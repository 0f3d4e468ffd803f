package dev.muster.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.plan.Host;
import dev.muster.plan.Secret;
import dev.muster.practice.SshServer;
import dev.muster.practice.Waiting;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.Runs;
import dev.muster.recovery.StepState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The directory is on one host over SSH and the copies on another: rsync goes from the first to the second with the key of
 * the account there. Both are the same real server.
 */
class RestoreFilesOverSshIT extends FilesTest {

    @SuppressWarnings("NullAway.Init")
    private static SshServer server;

    @BeforeAll
    static void two_hosts() throws IOException {
        server = SshServer.started();
        Path bin = Files.createDirectory(server.folder().resolve("bin"));
        Path key = Files.copy(server.userKey(), server.folder().resolve("account-key"));
        Path known = Files.writeString(
                server.folder().resolve("known"),
                "[127.0.0.1]:" + server.port() + " "
                        + Files.readString(server.folder().resolve("host.pub")));
        // stands for the configuration of the account
        Path ssh = Files.writeString(bin.resolve("ssh"), """
            #!/bin/sh
            exec /usr/bin/ssh -i '%s' -o UserKnownHostsFile='%s' -o IdentitiesOnly=yes "$@"
            """.formatted(key, known));
        Files.setPosixFilePermissions(bin, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String program : List.of("rsync", "rm", "tar")) {
            Path stalling = Files.writeString(bin.resolve(program), """
                #!/bin/sh
                [ "$1" != --version ] && [ -e '%1$s/stall-%2$s' ] && touch '%1$s/stalls' && exec sleep 600
                exec /usr/bin/%2$s "$@"
                """.formatted(server.folder(), program));
            Files.setPosixFilePermissions(stalling, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.setPosixFilePermissions(known, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        chown(key);
        server.stop();
        startWithPrograms();
    }

    private static void startWithPrograms() {
        server.start("SetEnv PATH=" + server.folder().resolve("bin") + ":/usr/bin:/bin");
    }

    @AfterAll
    static void both_end() {
        server.close();
    }

    @BeforeEach
    void the_application_runs_there() throws IOException {
        rig.keeper = host("keeper");
        rig.moveTo(host("here"));
    }

    @AfterEach
    void the_application_stops_there() {
        rig.stopService();
        rig.host = Host.local("here");
        rig.keeper = rig.host;
    }

    private static Host host(String key) {
        return new Host(
                key,
                "127.0.0.1",
                new Host.Ssh(
                        server.port(),
                        server.user(),
                        new Host.KeyFile(server.userKey().toString(), Secret.NONE),
                        Optional.of(server.fingerprint()),
                        false,
                        Duration.ofSeconds(5)));
    }

    @Override
    void give(Path path) throws IOException {
        chown(path);
    }

    private static void chown(Path path) throws IOException {
        try {
            new ProcessBuilder("chown", "-hR", server.user() + ":", path.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void without_rsync_there_or_with_the_host_away_nothing_begins() throws IOException {
        copied();
        Path some = Files.createDirectory(server.folder().resolve("some"));
        Files.setPosixFilePermissions(some, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String program : new String[] {"find", "stat", "df", "test", "sh", "cat", "head", "tail", "sleep"}) {
            Files.createSymbolicLink(some.resolve(program), Path.of("/usr/bin/" + program));
        }
        server.stop();
        try {
            assertThat(blocks("back-up-files", Map.of())).anyMatch(it -> it.contains("cannot be reached"));
            assertThat(blocks("restore-files", Map.of())).anyMatch(it -> it.contains("cannot be reached"));
            server.start("SetEnv PATH=" + some);
            assertThat(blocks("back-up-files", Map.of()))
                    .anyMatch(it -> it.contains("rsync is needed on here") && it.contains("it is not there"));
        } finally {
            server.stop();
            startWithPrograms();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "back-up-files,   copy-files,     rsync",
        "back-up-files,   rotate-files,   rm",
        "restore-files,   assemble-files, tar"
    })
    void a_host_that_goes_away_in_the_middle_of_a_step_stops_the_run_and_it_goes_on_when_the_host_is_back(
            String procedure, String step, String program) throws Exception {
        copied();
        Path old = rig.copies().resolve("20200101T000000Z-1.1");
        Files.createDirectories(old.resolve("server"));
        give(rig.copies());
        Path stall = Files.writeString(server.folder().resolve("stall-" + program), "");
        Path stalls = server.folder().resolve("stalls");
        RunId run = rig.runs().launch(new Runs.Request(procedure, Map.of(), null, null), "bdc", ArchiveRig.COMMANDER);
        Thread worker = Thread.ofPlatform().start(() -> rig.driven(run));
        try {
            Waiting.until(Duration.ofSeconds(60), step + " works", () -> Files.exists(stalls));
            server.stop();
            Files.delete(stall);
            Files.delete(stalls);
            assertThat(worker.join(Duration.ofSeconds(90))).as(step + " ends").isTrue();

            RunQuery.Detail stands = detail(run);
            assertThat(stands.summary().state()).as(reason(stands)).isEqualTo(RunState.INTERRUPTED);
            assertThat(stands.steps())
                    .filteredOn(it -> it.type().equals(step))
                    .singleElement()
                    .satisfies(it -> assertThat(it.state()).isEqualTo(StepState.FAILED));
            assertThat(rig.live.resolve("server/app.conf")).hasContent("version=1");
        } finally {
            Files.deleteIfExists(stall);
            server.stop();
            startWithPrograms();
        }
        rig.runs().retry(run, ArchiveRig.COMMANDER);
        RunQuery.Detail done = rig.driven(run);
        assertThat(done.summary().state()).as(reason(done)).isEqualTo(RunState.SUCCEEDED);
        assertThat(old.toFile().exists()).isEqualTo(procedure.startsWith("restore"));
        assertThat(rig.control().running()).isTrue();
        assertThat(rig.beside()).noneMatch(it -> it.contains("restore-"));
    }

    private RunQuery.Detail detail(RunId run) {
        return rig.beans.getBean(RunQuery.class).run(run).orElseThrow();
    }
}
