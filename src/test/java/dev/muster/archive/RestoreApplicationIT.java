package dev.muster.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.backup.Backup;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.step.Finding;
import dev.muster.testing.LooseContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestoreApplicationIT extends ArchiveTest {

    @Test
    void an_archive_is_restored_beside_the_live_directory_swapped_in_and_swapped_back() throws IOException {
        Backup backup = aGoodBackup();
        assertThat(backup.source()).isEqualTo("application/app");
        assertThat(backup.contents()).isEqualTo("4 files");
        rig.file("server/app.conf", "version=2\n", "rw-r--r--");
        Files.delete(rig.live.resolve("server/.env"));

        RunQuery.Detail run = rig.run("restore", Map.of());

        assertThat(run.summary().state()).as(reason(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(rig.live.resolve("server/app.conf")).hasContent("version=1");
        assertThat(mode("server/.env")).isEqualTo("rw-------");
        assertThat(mode("server/app.conf")).as("666 is not restored").isEqualTo("rw-r--r--");
        assertThat(mode("bin/start")).isEqualTo("rwxr-xr-x");
        assertThat(mode("empty")).isEqualTo("rwxr-xr-x");
        assertThat(Files.readSymbolicLink(rig.live.resolve("current"))).hasToString("server/app.conf");
        assertThat(rig.control().running()).isTrue();
        String before = "bdc.before-" + run.summary().id();
        assertThat(rig.beside()).containsExactly(before);
        assertThat(rig.www.resolve(before).resolve("server/app.conf")).hasContent("version=2");
        assertThat(query().backup(backup.id()).orElseThrow().provedByRun())
                .isEqualTo(run.summary().id().value());

        assertThat(rig.runs().choices(run.summary().id())).contains(RunChoice.WAY_BACK);
        rig.runs().wayBack(run.summary().id(), "it was the wrong day", ArchiveRig.COMMANDER);
        rig.driven(run.summary().id());

        assertThat(rig.live.resolve("server/app.conf")).hasContent("version=2");
        assertThat(rig.beside()).containsExactly("bdc.undone-" + run.summary().id());
        assertThat(rig.control().running()).isTrue();
    }

    @Test
    void a_console_that_was_built_anew_finds_the_archive_in_the_storage() throws Exception {
        Backup lost = aGoodBackup();
        Files.delete(rig.live.resolve("server/app.conf"));
        try (var connection = rig.catalogue.asOwner();
                var statement = connection.createStatement()) {
            statement.execute("delete from backup");
        }

        RunQuery.Detail run = rig.run("restore", Map.of());

        assertThat(run.summary().state()).as(reason(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(newest().location()).isEqualTo(lost.location());
        assertThat(rig.live.resolve("server/app.conf")).hasContent("version=1");
    }

    @Test
    void what_leads_out_or_is_no_file_is_left_out_and_said() throws Exception {
        Files.createSymbolicLink(rig.live.resolve("python"), Path.of("/usr/bin/python3"));
        new ProcessBuilder("mkfifo", rig.live.resolve("pipe").toString())
                .start()
                .waitFor();

        RunQuery.Detail run = rig.run("back-up", Map.of());

        assertThat(String.join("\n", summaries(run)))
                .contains("python is a link out of the directory, to /usr/bin/python3")
                .contains("pipe is neither a file nor a folder nor a link");
        assertThat(findings())
                .anyMatch(it -> it.level() == Finding.Level.WARN && it.message().contains("python3"));
    }

    @Test
    void a_service_that_does_not_come_up_says_its_last_words_and_the_directory_before_is_put_back() throws IOException {
        rig.stopService();
        rig.file("bin/start", "#!/bin/sh\necho no configuration for this host\nexit 3\n", "rwxr-xr-x");
        aGoodBackup();
        rig.begins();

        RunQuery.Detail run = rig.run("restore", Map.of());

        assertThat(run.summary().state()).isEqualTo(RunState.INTERRUPTED);
        assertThat(reason(run)).contains("ended at once").contains("no configuration for this host");
        RunQuery.Detail over = rig.cancelled(run);
        assertThat(over.summary().state()).isEqualTo(RunState.CANCELLED);
        assertThat(rig.live.resolve("bin/start")).content().contains("sleep");
        assertThat(rig.control().running()).isTrue();
        assertThat(rig.beside()).containsExactly("bdc.undone-" + run.summary().id());
    }

    @Test
    void a_swap_that_was_cut_off_between_its_renames_is_finished_and_a_stranger_in_its_place_is_not_touched()
            throws IOException {
        aGoodBackup();
        SwapDirectoryStep step = rig.beans.getBean(SwapDirectoryStep.class);
        LooseContext context = new LooseContext(77, rig.plan()).with("policy", "app");
        Path fresh = Files.createDirectory(rig.www.resolve("bdc.new-77"));
        Files.writeString(fresh.resolve("restored"), "");
        context.keepFact("directory.live-number", number(rig.live));
        context.keepFact("directory.restored-number", number(fresh));
        Files.move(rig.live, rig.www.resolve("bdc.before-77"));

        assertThat(step.run(context).toString()).contains("is the restored directory");
        assertThat(rig.live.resolve("restored")).exists();
        assertThat(step.run(context).toString()).as("once more changes nothing").contains("is the restored directory");

        Files.move(rig.live, rig.www.resolve("elsewhere"));
        Files.createDirectory(rig.live);
        assertThat(step.undo(context).toString()).contains("somebody replaced it meanwhile");
        assertThat(rig.www.resolve("bdc.before-77/bin/start")).exists();
    }

    private static String number(Path path) throws IOException {
        return String.valueOf(Files.readAttributes(path, java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey());
    }

    private static String mode(String name) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(rig.live.resolve(name), LinkOption.NOFOLLOW_LINKS));
    }
}
