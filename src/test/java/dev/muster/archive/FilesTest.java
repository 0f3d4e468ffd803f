package dev.muster.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupState;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.Runs;
import dev.muster.recovery.step.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Incremental copies and what can be brought back of them, wherever directory and copies are. */
abstract class FilesTest extends ArchiveTest {

    @BeforeEach
    void no_copies_yet() throws Exception {
        rig.keepFiles = Duration.ofDays(30);
        if (Files.exists(rig.copies())) {
            dev.muster.backup.Staging.remove(rig.copies());
        }
        try (var connection = rig.catalogue.asOwner();
                var statement = connection.createStatement()) {
            statement.execute("delete from backup where source = 'files/files'");
        }
    }

    @Test
    void a_date_is_restored_whole_and_swapped_back() throws IOException {
        Backup first = copied();
        assertThat(first.contents()).isEqualTo("4 files");
        assertThat(first.bytes()).isPositive();
        write("server/app.conf", "version=2\n");
        write("server/new.txt", "new\n");
        Files.delete(rig.live.resolve("server/.env"));
        copied();
        write("server/app.conf", "version=3\n");
        copied();

        assertThat(findings("restore-files", of(first))).anyMatch(it -> it.message()
                .equals("1 added (server/.env), 1 changed (server/app.conf), 1 removed (server/new.txt)"));
        RunQuery.Detail run = rig.run("restore-files", of(first));

        assertThat(run.summary().state()).as(reason(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(rig.live.resolve("server/app.conf")).hasContent("version=1");
        assertThat(rig.live.resolve("server/.env")).hasContent("DATABASE_PASSWORD=secret");
        assertThat(mode("server/.env")).isEqualTo("rw-------");
        assertThat(mode("bin/start")).isEqualTo("rwxr-xr-x");
        assertThat(rig.live.resolve("server/new.txt")).doesNotExist();
        assertThat(rig.live.resolve("empty")).isDirectory();
        assertThat(Files.readSymbolicLink(rig.live.resolve("current"))).hasToString("server/app.conf");
        assertThat(rig.control().running()).isTrue();
        assertThat(query().backup(first.id()).orElseThrow().provedByRun())
                .isEqualTo(run.summary().id().value());
        assertThat(rig.beside()).containsExactly("bdc.before-" + run.summary().id());

        rig.runs().wayBack(run.summary().id(), "it was the wrong day", ArchiveRig.COMMANDER);
        rig.driven(run.summary().id());
        assertThat(rig.live.resolve("server/app.conf")).hasContent("version=3");
        assertThat(rig.beside()).containsExactly("bdc.undone-" + run.summary().id());
    }

    @Test
    void one_path_is_restored_and_nothing_else_changes() throws IOException {
        Backup first = copied();
        write("server/app.conf", "version=2\n");
        Files.delete(rig.live.resolve("server/.env"));
        copied();
        Map<String, String> request = Map.of("backup", first.id().toString(), "path", "server/.env");
        assertThat(findings("restore-files", request))
                .anyMatch(it -> it.message().equals("1 added (server/.env), 0 changed, 0 removed"));

        RunQuery.Detail run = rig.run("restore-files", request);

        assertThat(run.summary().state()).as(reason(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(rig.live.resolve("server/.env")).hasContent("DATABASE_PASSWORD=secret");
        assertThat(mode("server/.env")).isEqualTo("rw-------");
        assertThat(rig.live.resolve("server/app.conf")).hasContent("version=2");
        assertThat(rig.beside()).isEmpty();

        rig.runs().wayBack(run.summary().id(), "not wanted", ArchiveRig.COMMANDER);
        rig.driven(run.summary().id());
        assertThat(rig.live.resolve("server/.env")).doesNotExist();

        RunQuery.Detail folder =
                rig.run("restore-files", Map.of("backup", first.id().toString(), "path", "server"));
        assertThat(folder.summary().state()).as(reason(folder)).isEqualTo(RunState.SUCCEEDED);
        assertThat(rig.live.resolve("server/app.conf")).hasContent("version=1");
        assertThat(rig.www.resolve("bdc.before-" + folder.summary().id() + "/app.conf"))
                .hasContent("version=2");
    }

    @Test
    void a_copy_that_somebody_changed_or_that_is_gone_is_refused() throws IOException {
        Backup first = copied();
        Path kept = rig.copies().resolve("current/server/app.conf");
        Files.writeString(kept, "version=9\n");
        RunQuery.Detail run = rig.run("restore-files", of(first));
        assertThat(run.summary().state()).as(reason(run)).isEqualTo(RunState.INTERRUPTED);
        assertThat(reason(run)).contains("server/app.conf in the copies is not what the manifest says");
        rig.cancelled(run);
        assertThat(rig.beside()).isEmpty();
        assertThat(rig.live.resolve("server/app.conf")).hasContent("version=1");
        assertThat(rig.control().running()).isTrue();
        Files.delete(kept);
        assertThat(blocks("restore-files", of(first)))
                .anyMatch(it -> it.contains("1 files of the copy are not in") && it.contains("server/app.conf"));
        Backup archive = aGoodBackup();
        assertThat(blocks("restore-files", of(archive)))
                .anyMatch(it -> it.contains("is one of application/app, not of files/files"));
    }

    Backup copied() {
        RunQuery.Detail run = rig.run("back-up-files", Map.of());
        assertThat(run.summary().state()).as(reason(run)).isEqualTo(RunState.SUCCEEDED);
        Backup made = query().ofRun(run.summary().id().value()).orElseThrow();
        assertThat(made.state()).isEqualTo(BackupState.GOOD);
        return made;
    }

    /** As the application would. */
    void write(String name, String text) throws IOException {
        Path file = rig.live.resolve(name);
        Files.deleteIfExists(file);
        Files.writeString(file, text);
        give(file);
    }

    /** To the account that works there. */
    abstract void give(Path path) throws IOException;

    static Map<String, String> of(Backup backup) {
        return Map.of("backup", backup.id().toString());
    }

    static List<Finding> findings(String procedure, Map<String, String> parameters) {
        return rig.runs()
                .prepare(new Runs.Request(procedure, parameters, null, null))
                .findings();
    }

    static List<String> blocks(String procedure, Map<String, String> parameters) {
        return findings(procedure, parameters).stream()
                .filter(it -> it.level() == Finding.Level.BLOCK)
                .map(Finding::message)
                .toList();
    }

    static String mode(String name) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(rig.live.resolve(name), LinkOption.NOFOLLOW_LINKS));
    }
}
