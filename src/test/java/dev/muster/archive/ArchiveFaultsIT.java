package dev.muster.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.backup.ArchiveManifest;
import dev.muster.backup.Backup;
import dev.muster.backup.Manifest;
import dev.muster.common.Refused;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import dev.muster.recovery.step.Finding;
import dev.muster.testing.TinyDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What must not be restored, and where nothing can be restored. */
class ArchiveFaultsIT extends ArchiveTest {

    @Test
    void a_truncated_or_altered_archive_is_refused_before_anything_is_unpacked() throws IOException {
        Backup backup = aGoodBackup();
        Path archive = stored(backup, DirectoryArchive.NAME);
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length - 1));
        refused("size");
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        Files.write(archive, flipped);
        refused("is not what was backed up");
        Files.write(archive, whole);
        Path manifest = stored(backup, Manifest.NAME);
        byte[] signed = Files.readAllBytes(manifest);
        Files.writeString(
                manifest,
                new String(signed, StandardCharsets.UTF_8).replace("rw", "wr").replace("384", "511"));
        assertThat(blocks()).anyMatch(it -> it.contains("does not fit the manifest"));
        Files.delete(stored(backup, Manifest.SIGNATURE_NAME));
        assertThat(blocks()).anyMatch(it -> it.contains("has no manifest.sig: it is unsigned"));
    }

    @Test
    void an_archive_of_another_application_or_of_another_policy_is_refused() throws IOException {
        aGoodBackup();
        rig.application = "Payroll";
        assertThat(blocks()).anyMatch(it -> it.contains("an archive of the application BDC, the plan is for Payroll"));
        rig.application = "BDC";
        Backup planted = planted("\"policy\" : \"app\"", "\"policy\" : \"other\"");
        assertThat(findings(Map.of("backup", planted.id().toString())))
                .anyMatch(it -> it.level() == Finding.Level.BLOCK
                        && it.message().contains("an archive of the policy other, this restores app"));
    }

    @Test
    void a_signed_manifest_that_does_not_fit_its_archive_is_refused_before_anything_is_unpacked() throws IOException {
        aGoodBackup();
        Backup planted = planted("\"path\" : \"server/app.conf\"", "\"path\" : \"server/app2.conf\"");

        RunQuery.Detail run = rig.run("restore", Map.of("backup", planted.id().toString()));

        assertThat(reason(run)).contains("entry \"server/app.conf\": the manifest does not list it");
        assertThat(run.summary().state()).isEqualTo(RunState.FAILED);
        assertThat(rig.beside()).isEmpty();
    }

    @Test
    void a_full_disk_is_seen_before_the_launch_and_told_from_a_bad_archive_while_it_fills() throws IOException {
        TinyDisk.assumePossible();
        rig.file("big", "x".repeat(3 << 20), "rw-r--r--");
        aGoodBackup();
        rig.stopService();
        try (TinyDisk disk = TinyDisk.overWithContents(rig.www, 32 << 20)) {
            assertThat(disk.folder()).isEqualTo(rig.www);
            assertThat(blocks()).isEmpty();
        }
        Path copy = Files.createDirectories(rig.folder.path().resolve("full"));
        try (TinyDisk disk = TinyDisk.over(rig.www, 1 << 20)) {
            Files.createDirectories(rig.live);
            assertThat(blocks()).anyMatch(it -> it.contains("free at " + rig.www));
            // the disk fills up after the pre-flight
            ArchiveManifest manifest = ArchiveManifest.read(Files.readAllBytes(stored(newest(), Manifest.NAME)));
            Files.copy(stored(newest(), DirectoryArchive.NAME), copy.resolve(DirectoryArchive.NAME));
            UnpackedFolder unpacked = new UnpackedFolder(rig.www.resolve("bdc.new-1"));
            unpacked.make();
            assertThatThrownBy(() -> ArchiveReader.read(copy, manifest, rig.live, unpacked))
                    .isExactlyInstanceOf(Refused.class)
                    .hasMessageContaining("big cannot be written")
                    .hasMessageContaining("No space left");
            assertThat(disk.folder()).exists();
        }
    }

    @Test
    void where_the_folder_cannot_be_written_the_preflight_says_so() throws Exception {
        TinyDisk.assumePossible();
        aGoodBackup();
        rig.stopService();
        try (TinyDisk disk = TinyDisk.overWithContents(rig.www, 32 << 20)) {
            new ProcessBuilder("mount", "-o", "remount,ro", disk.folder().toString())
                    .start()
                    .waitFor();
            assertThat(blocks()).anyMatch(it -> it.contains(rig.www + " cannot be written by"));
        }
    }

    @Test
    void files_of_another_account_block_a_console_that_may_not_give_them_away() throws IOException {
        aGoodBackup();
        ArchiveManifest manifest = ArchiveManifest.read(Files.readAllBytes(stored(newest(), Manifest.NAME)));
        String owner = manifest.entries().getFirst().owner();
        assertThat(UnpackedFolder.ownersInTheWay(manifest.entries(), owner, "we are " + owner))
                .isEmpty();
        assertThat(UnpackedFolder.ownersInTheWay(manifest.entries(), "muster", "the console runs as muster")
                        .orElseThrow())
                .contains("belongs to " + owner)
                .contains("the console runs as muster");
    }

    private static void refused(String why) {
        RunQuery.Detail run = rig.run("restore", Map.of());
        assertThat(reason(run)).contains(why);
        assertThat(rig.beside()).isEmpty();
        assertThat(run.summary().state()).isEqualTo(RunState.FAILED);
        assertThat(run.steps())
                .filteredOn(
                        it -> it.type().equals("verify-archive") || it.type().equals("stop-service"))
                .allMatch(it -> it.state() == StepState.PENDING);
        assertThat(rig.control().running()).isTrue();
    }
}
