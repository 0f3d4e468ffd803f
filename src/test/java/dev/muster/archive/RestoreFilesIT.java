package dev.muster.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.backup.Backup;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.testing.LooseContext;
import dev.muster.testing.TinyDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Directory and copies on the console's own machine. */
class RestoreFilesIT extends FilesTest {

    @Override
    void give(Path path) {
        // it is ours already
    }

    @Test
    void a_path_that_is_none_or_has_no_folder_any_more_is_refused() throws IOException {
        copied();
        assertThat(blocks("restore-files", Map.of("path", "server/nothing")))
                .anyMatch(it -> it.contains("There is no \"server/nothing\" in the copy"));
        for (String bad : List.of("../x", "/etc/passwd", "server/../.env", "server//.env", "server/")) {
            assertThat(blocks("restore-files", Map.of("path", bad)))
                    .as(bad)
                    .anyMatch(it -> it.contains("\"" + bad + "\" is no path in the directory"));
        }
        rig.stopService();
        dev.muster.backup.Staging.remove(rig.live.resolve("server"));
        assertThat(blocks("restore-files", Map.of("path", "server/.env")))
                .anyMatch(it -> it.contains(rig.live.resolve("server") + " is no folder there"));
    }

    @Test
    void an_emptied_or_halved_directory_is_not_copied_unless_somebody_says_so() throws IOException {
        Backup full = copied();
        rig.stopService();
        for (String name : List.of("server", "public")) {
            dev.muster.backup.Staging.remove(rig.live.resolve(name));
        }
        assertThat(blocks("back-up-files", Map.of()))
                .anyMatch(it -> it.contains("has shrunk by half or more since backup " + full.id() + ": 1 files"));
        Files.delete(rig.live.resolve("bin/start"));
        assertThat(blocks("back-up-files", Map.of())).anyMatch(it -> it.contains("holds no file: nothing is copied"));
        assertThat(rig.copies().resolve("current/server/.env")).exists();

        RunQuery.Detail run = rig.run("back-up-files", Map.of("accept-fewer", "yes"));

        assertThat(run.summary().state()).as(reason(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(rig.copies().resolve("current/server")).doesNotExist();
        RunQuery.Detail restored = rig.run("restore-files", of(full));
        assertThat(restored.summary().state()).as(reason(restored)).isEqualTo(RunState.SUCCEEDED);
        assertThat(rig.live.resolve("server/app.conf")).hasContent("version=1");
    }

    @Test
    void dated_folders_go_when_they_are_old_and_nothing_else_goes() throws IOException {
        copied();
        Path old = rig.copies().resolve("20200101T000000Z-1.1");
        Files.createDirectories(old.resolve("server"));
        Path stranger = Files.createDirectories(rig.copies().resolve("20200101"));
        Path link = Files.createSymbolicLink(rig.copies().resolve("20190101T000000Z-1.1"), stranger);
        give(rig.copies());

        RunQuery.Detail run = rig.run("back-up-files", Map.of());

        assertThat(run.summary().state()).as(reason(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(reason(run)).contains("1 dated folders were older than 30 d");
        assertThat(old).doesNotExist();
        assertThat(stranger).isDirectory();
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(rig.copies().resolve("current/server/.env")).exists();
    }

    @Test
    void a_second_attempt_of_a_run_keeps_what_the_first_one_saved() throws IOException {
        Backup first = copied();
        LooseContext context = new LooseContext(900, rig.plan()).with("policy", "files");
        FilesPlace place = FilesPlace.of(context);
        FilesPlace.Dated later = new FilesPlace.Dated("29990101T000000Z", 900, 0);
        for (String version : List.of("version=2\n", "version=3\n")) {
            write("server/app.conf", version);
            new Rsync(rig.beans.getBean(Grounds.class), place).copy(context, later);
        }
        assertThat(rig.copies().resolve(later.stamp() + "-900.1/server/app.conf"))
                .hasContent("version=1");
        assertThat(rig.copies().resolve(later.stamp() + "-900.2/server/app.conf"))
                .hasContent("version=2");
        RunQuery.Detail run = rig.run("restore-files", of(first));
        assertThat(run.summary().state()).as(reason(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(rig.live.resolve("server/app.conf")).hasContent("version=1");
    }

    @Test
    void a_full_disk_of_the_copies_fails_the_run_and_the_next_one_is_good() throws IOException {
        TinyDisk.assumePossible();
        write("big", "x".repeat(3 << 20));
        Files.createDirectories(rig.copies());
        give(rig.copies());
        try (TinyDisk disk = TinyDisk.over(rig.copies(), 1 << 20)) {
            assertThat(blocks("back-up-files", Map.of())).anyMatch(it -> it.contains("free at " + disk.folder()));
            LooseContext context = new LooseContext(901, rig.plan()).with("policy", "files");
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> new Rsync(rig.beans.getBean(Grounds.class), FilesPlace.of(context))
                                    .copy(context, new FilesPlace.Dated("29990101T000000Z", 901, 0))))
                    .hasMessageContaining("rsync ended with")
                    .hasMessageContaining("No space left");
        }
        copied();
    }

    @Test
    void copies_that_lie_in_the_directory_itself_are_refused() throws IOException {
        copied();
        Path live = rig.live;
        LooseContext context = new LooseContext(902, rig.plan()).with("policy", "files");
        FilesPlace place = FilesPlace.of(context);
        FilesPlace inside = new FilesPlace(place.source(), place.keeper(), live.resolve("copies"));
        assertThat(Rsync.inTheWay(rig.beans.getBean(Grounds.class), inside))
                .hasValueSatisfying(it -> assertThat(it).contains("lie in each other"));
    }
}
