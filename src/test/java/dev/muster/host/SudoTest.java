package dev.muster.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.plan.Host;
import dev.muster.plan.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host of the plan with {@code sudo: true}. A stand-in for sudo comes first on its path and notes what it is asked. */
class SudoTest {

    private SshRig rig;
    private Path asked;
    private Host host;

    @BeforeEach
    void open() throws IOException {
        rig = new SshRig();
        asked = rig.server.folder().resolve("asked");
        Path bin = Files.createDirectory(rig.server.folder().resolve("bin"));
        Files.setPosixFilePermissions(bin, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path sudo = Files.writeString(bin.resolve("sudo"), """
                #!/bin/sh
                echo "$*" >> '%s'
                [ "$1" = -n ] || exit 9
                keep=
                case $2 in --preserve-env=*) keep=${2#*=}; shift ;; esac
                [ "$2" = -- ] || exit 9
                shift 2
                [ "$keep" = SECRET ] || unset SECRET
                exec "$@"
                """.formatted(asked));
        Files.setPosixFilePermissions(sudo, PosixFilePermissions.fromString("rwxr-xr-x"));
        rig.server.stop();
        rig.server.start("SetEnv PATH=" + bin + ":/usr/bin:/bin");
        host = rig.host(
                new Host.KeyFile(rig.server.userKey().toString(), Secret.NONE),
                Optional.of(rig.server.fingerprint()),
                true);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void commands_run_through_sudo_that_never_asks_and_keeps_only_what_the_command_was_given() throws IOException {
        Lines lines = new Lines();
        Machine machine = rig.machine(host);
        machine.run(SshRig.command("echo", "a b"), lines);
        machine.run(
                new Command(
                        List.of("/bin/sh", "-c", "echo $SECRET"), Map.of("SECRET", "s3cr3t"), null, SshRig.PATIENCE),
                lines);

        assertThat(lines.output()).containsExactly("a b", "s3cr3t");
        assertThat(Files.readAllLines(asked))
                .containsExactly("-n -- echo a b", "-n --preserve-env=SECRET -- /bin/sh -c echo $SECRET");
        assertThat(machine.display(SshRig.command("echo", "a b")))
                .isEqualTo("app1 (127.0.0.1:" + rig.server.port() + "): sudo -n -- echo 'a b'");
    }

    @Test
    void files_are_read_and_written_through_sudo() throws IOException {
        HostFiles files = rig.files(host);
        Path file = rig.server.folder().resolve("by-sudo");
        files.write(file, "it".getBytes(StandardCharsets.UTF_8), new HostFiles.Access(0640, "", ""));

        assertThat(files.read(file, 10)).asString(StandardCharsets.UTF_8).isEqualTo("it");
        assertThat(Files.readString(asked)).contains("muster-files put " + file).contains("muster-files read " + file);
    }

    @Test
    void a_command_is_ended_through_sudo_as_well() throws IOException {
        Lines lines = new Lines();
        assertThatThrownBy(() -> rig.machine(host)
                        .run(Command.of(Duration.ofSeconds(1), "/bin/sh", "-c", "echo $$; sleep 600; true"), lines))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("and was killed on app1");
        String pid = lines.output().getFirst();
        assertThat(SshMachineTest.alive(Long.parseLong(pid))).isFalse();
        assertThat(Files.readAllLines(asked)).contains("-n -- kill -s KILL -- -" + pid);
    }
}
