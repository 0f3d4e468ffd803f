package dev.muster.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.backup.ArchiveManifest;
import dev.muster.backup.Backup;
import dev.muster.backup.Manifest;
import dev.muster.backup.UntrustedBackup;
import dev.muster.common.Refused;
import dev.muster.host.Command;
import dev.muster.host.HostException;
import dev.muster.host.HostFiles;
import dev.muster.host.Hosts;
import dev.muster.host.Machine;
import dev.muster.plan.Host;
import dev.muster.plan.Secret;
import dev.muster.practice.SshServer;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.LooseContext;
import dev.muster.testing.TinyDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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

/** The application's directory is on a host over SSH, and the account there is not root. */
class RestoreOverSshIT extends ArchiveTest {

    @SuppressWarnings("NullAway.Init")
    private static SshServer server;

    @BeforeAll
    static void a_host() {
        server = SshServer.started();
    }

    @AfterAll
    static void the_host_ends() throws IOException {
        server.close();
    }

    @BeforeEach
    void the_application_runs_there() throws IOException {
        rig.moveTo(host());
    }

    @AfterEach
    void the_application_stops_there() {
        rig.stopService();
        rig.host = Host.local("here");
    }

    private static Host host() {
        return new Host(
                "here",
                "127.0.0.1",
                new Host.Ssh(
                        server.port(),
                        server.user(),
                        new Host.KeyFile(server.userKey().toString(), Secret.NONE),
                        Optional.of(server.fingerprint()),
                        false,
                        Duration.ofSeconds(5)));
    }

    @Test
    void an_archive_is_made_there_restored_there_and_swapped_back() throws IOException {
        Backup backup = aGoodBackup();
        assertThat(backup.contents()).isEqualTo("4 files");
        Files.writeString(rig.live.resolve("server/app.conf"), "version=2\n");
        Files.delete(rig.live.resolve("server/.env"));

        RunQuery.Detail run = rig.run("restore", Map.of());

        assertThat(run.summary().state()).as(reason(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(rig.live.resolve("server/app.conf")).hasContent("version=1");
        assertThat(mode("server/.env")).isEqualTo("rw-------");
        assertThat(mode("server/app.conf")).as("666 is not restored").isEqualTo("rw-r--r--");
        assertThat(mode("bin/start")).isEqualTo("rwxr-xr-x");
        assertThat(mode("empty")).isEqualTo("rwxr-xr-x");
        assertThat(Files.getOwner(rig.live.resolve("server/.env"))).hasToString(server.user());
        assertThat(Files.readSymbolicLink(rig.live.resolve("current"))).hasToString("server/app.conf");
        assertThat(rig.control().running()).isTrue();
        String before = "bdc.before-" + run.summary().id();
        assertThat(rig.beside()).containsExactly(before);

        rig.runs().wayBack(run.summary().id(), "it was the wrong day", ArchiveRig.COMMANDER);
        rig.driven(run.summary().id());

        assertThat(rig.live.resolve("server/app.conf")).hasContent("version=2");
        assertThat(rig.beside()).containsExactly("bdc.undone-" + run.summary().id());
        assertThat(rig.control().running()).isTrue();
    }

    @Test
    void what_leads_out_or_is_no_file_is_left_out_and_a_hard_link_is_a_file() throws Exception {
        Files.createSymbolicLink(rig.live.resolve("python"), Path.of("/usr/bin/python3"));
        Files.createLink(rig.live.resolve("server/same.conf"), rig.live.resolve("server/app.conf"));
        new ProcessBuilder("mkfifo", rig.live.resolve("pipe").toString())
                .start()
                .waitFor();
        rig.give(server.user());

        RunQuery.Detail run = rig.run("back-up", Map.of());

        assertThat(String.join("\n", summaries(run)))
                .contains("python is a link out of the directory, to /usr/bin/python3")
                .contains("pipe is neither a file nor a folder nor a link")
                .contains("5 files");
    }

    @Test
    void a_service_that_does_not_come_up_says_its_last_words_and_the_directory_before_is_put_back() throws IOException {
        rig.stopService();
        Files.writeString(rig.live.resolve("bin/start"), "#!/bin/sh\necho no configuration for this host\nexit 3\n");
        aGoodBackup();
        rig.begins();

        RunQuery.Detail run = rig.run("restore", Map.of());

        assertThat(run.summary().state()).as(reason(run)).isEqualTo(RunState.INTERRUPTED);
        assertThat(reason(run)).contains("no configuration for this host");
        RunQuery.Detail over = rig.cancelled(run);
        assertThat(over.summary().state()).isEqualTo(RunState.CANCELLED);
        assertThat(rig.live.resolve("bin/start")).content().contains("sleep");
        assertThat(rig.control().running()).isTrue();
        assertThat(rig.beside()).containsExactly("bdc.undone-" + run.summary().id());
    }

    @Test
    void a_directory_that_cannot_be_read_whole_or_written_beside_blocks() throws IOException {
        aGoodBackup();
        Files.setOwner(rig.www, Files.getOwner(Path.of("/")));
        Files.setPosixFilePermissions(rig.www, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(blocks())
                .anyMatch(it -> it.contains(rig.www + " cannot be written by " + server.user() + ": no restore"));
        Path closed = Files.createDirectory(rig.live.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        assertThat(rig.runs()
                        .prepare(new dev.muster.recovery.Runs.Request("back-up", Map.of(), null, null))
                        .findings())
                .anyMatch(it -> it.message().contains("cannot be read whole"));
    }

    @Test
    void a_host_with_another_key_and_one_that_is_away_block_before_anything_happens() throws IOException {
        aGoodBackup();
        rig.stopService();
        Host known = rig.host;
        server.stop();
        try {
            assertThat(blocks()).anyMatch(it -> it.contains("cannot be reached"));
            LooseContext context = new LooseContext(7, rig.plan()).with("policy", "app");
            SwapDirectoryStep swap = rig.beans.getBean(SwapDirectoryStep.class);
            assertThat(swap.run(context)).isInstanceOfSatisfying(StepOutcome.Failed.class, it -> {
                assertThat(it.reason()).contains("cannot be reached");
                assertThat(it.retryable()).isTrue();
            });
            assertThat(rig.beans.getBean(UnpackArchiveStep.class).undo(context))
                    .isInstanceOfSatisfying(StepOutcome.Failed.class, it -> assertThat(it.retryable())
                            .isTrue());
            server.newHostKey();
            server.start();
            assertThat(blocks())
                    .anyMatch(it ->
                            it.contains(((Host.Ssh) known.reach()).hostKey().orElseThrow())
                                    && it.contains(server.fingerprint()));
        } finally {
            server.stop();
            server.start();
            rig.host = host();
        }
        assertThat(rig.beside()).isEmpty();
    }

    @Test
    void a_full_disk_there_is_told_from_a_bad_archive() throws IOException {
        TinyDisk.assumePossible();
        Files.writeString(rig.live.resolve("big"), "x".repeat(3 << 20));
        rig.give(server.user());
        aGoodBackup();
        rig.stopService();
        Path copy = copyOfNewest();
        try (TinyDisk disk = TinyDisk.over(rig.www, 1 << 20)) {
            assertThat(disk.folder()).isEqualTo(rig.www);
            RemoteFolder folder = folder(machine());
            assertThatThrownBy(() -> folder.unpack(copy, manifest(), rig.live, it -> {}))
                    .isExactlyInstanceOf(Refused.class)
                    .hasMessageContaining("cannot be unpacked to")
                    .hasMessageContaining("No space left");
        }
    }

    @Test
    void a_connection_that_is_cut_while_it_unpacks_fails_and_the_next_attempt_begins_anew() throws IOException {
        aGoodBackup();
        Path copy = copyOfNewest();
        int[] seen = {0};
        assertThatThrownBy(() -> folder(machine()).unpack(copy, manifest(), rig.live, it -> {
                    if (++seen[0] == 4) {
                        server.sessions().forEach(session -> {
                            session.descendants().forEach(ProcessHandle::destroyForcibly);
                            session.destroyForcibly();
                        });
                    }
                }))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("was lost");

        folder(machine()).unpack(copy, manifest(), rig.live, it -> {});
        assertThat(rig.www.resolve("bdc.new-1/server/.env")).hasContent("DATABASE_PASSWORD=secret");
    }

    @Test
    void what_is_there_and_not_as_archived_is_noticed_when_it_is_read_back() throws IOException {
        aGoodBackup();
        Path copy = copyOfNewest();
        Path fresh = rig.www.resolve("bdc.new-1");
        Map<String, String> spoilings = Map.of(
                "echo more >> server/app.conf", "server/app.conf was written and is read back as something else",
                "touch stranger", "stranger stands in " + fresh,
                "rm server/.env", "server/.env was written and is read back",
                "chmod 777 bin/start", "bin/start has the mode 777 instead of 755",
                "ln -sfn /etc current", "current was written and is read back");
        spoilings.forEach((script, why) -> assertThatThrownBy(() -> folder(new Spoiled(
                                machine(),
                                Command.of(Duration.ofSeconds(20), "/bin/sh", "-c", "cd " + fresh + " && " + script)))
                        .unpack(copy, manifest(), rig.live, it -> {}))
                .as(script)
                .isInstanceOf(Refused.class)
                .hasMessageContaining(why));
        assertThatThrownBy(() -> folder(machine())
                        .unpack(
                                copy,
                                manifestWith("\"owner\" : \"" + server.user(), "\"owner\" : \"no-such"),
                                rig.live,
                                it -> {}))
                .isInstanceOf(Refused.class)
                .isNotInstanceOf(UntrustedBackup.class);
    }

    private static Machine machine() {
        return rig.beans.getBean(Hosts.class).machine(host());
    }

    private static RemoteFolder folder(Machine machine) {
        HostFiles files = rig.beans.getBean(Hosts.class).files(host());
        return new RemoteFolder(machine, files, rig.www.resolve("bdc.new-1"));
    }

    private static ArchiveManifest manifest() throws IOException {
        return manifestWith("", "");
    }

    private static ArchiveManifest manifestWith(String text, String replacement) throws IOException {
        return ArchiveManifest.read(Files.readString(stored(newest(), Manifest.NAME))
                .replace(text, replacement)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Path copyOfNewest() throws IOException {
        Path copy = Files.createTempDirectory(rig.work, "copy");
        Files.copy(stored(newest(), DirectoryArchive.NAME), copy.resolve(DirectoryArchive.NAME));
        return copy;
    }

    private static String mode(String name) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(rig.live.resolve(name), LinkOption.NOFOLLOW_LINKS));
    }
}
