package dev.muster.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.plan.Host;
import dev.muster.plan.Secret;
import dev.muster.practice.SshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
        for (Path path : new Path[] {bin, ssh}) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.setPosixFilePermissions(known, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        chown(key);
        server.stop();
        server.start("SetEnv PATH=" + bin + ":/usr/bin:/bin");
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
            server.start("SetEnv PATH=" + server.folder().resolve("bin") + ":/usr/bin:/bin");
        }
    }
}
