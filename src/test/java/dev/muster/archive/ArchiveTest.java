package dev.muster.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupCatalog;
import dev.muster.backup.BackupQuery;
import dev.muster.backup.Manifest;
import dev.muster.backup.Signatures;
import dev.muster.backup.Storages;
import dev.muster.backup.StoredBackups;
import dev.muster.plan.Host;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.Runs;
import dev.muster.recovery.step.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** One estate for a class, and the words of its tests. */
abstract class ArchiveTest {

    @SuppressWarnings("NullAway.Init")
    static ArchiveRig rig;

    @BeforeAll
    static void an_estate() throws Exception {
        rig = new ArchiveRig();
    }

    @AfterAll
    static void ends() {
        rig.close();
    }

    @BeforeEach
    void the_application_runs() throws IOException {
        rig.application = "BDC";
        rig.host = Host.local("here");
        rig.begins();
    }

    static Backup aGoodBackup() {
        RunQuery.Detail run = rig.run("back-up", Map.of());
        assertThat(run.summary().state()).as(reason(run)).isEqualTo(RunState.SUCCEEDED);
        return newest();
    }

    static Backup newest() {
        return query().newestGood("application/app").orElseThrow();
    }

    /** The newest one again with one thing of its manifest changed, signed with the right key. */
    static Backup planted(String text, String replacement) throws IOException {
        Backup good = newest();
        String location = "application/app/planted-" + text.hashCode() + "/";
        var storage =
                rig.beans.getBean(Storages.class).open(rig.plan().storages().getFirst());
        byte[] manifest = Files.readString(stored(good, Manifest.NAME))
                .replace(text, replacement)
                .getBytes(StandardCharsets.UTF_8);
        byte[] signature = rig.beans.getBean(Signatures.class).sign(manifest);
        storage.put(location + DirectoryArchive.NAME, stored(good, DirectoryArchive.NAME));
        storage.put(location + Manifest.NAME, manifest);
        storage.put(location + Manifest.SIGNATURE_NAME, signature);
        var trusted = rig.beans.getBean(StoredBackups.class).trusted(manifest, signature);
        rig.beans.getBean(BackupCatalog.class).adopt(rig.policy("app"), location, trusted.manifest(), trusted.sha256());
        return query().latest(50).stream()
                .filter(it -> it.location().equals(location))
                .findFirst()
                .orElseThrow();
    }

    static Path stored(Backup backup, String name) {
        return rig.store.file("off-site/" + backup.location() + name);
    }

    static List<Finding> findings(Map<String, String> parameters) {
        return rig.runs()
                .prepare(new Runs.Request("restore", parameters, null, null))
                .findings();
    }

    static List<Finding> findings() {
        return findings(Map.of());
    }

    static List<String> blocks() {
        return findings().stream()
                .filter(it -> it.level() == Finding.Level.BLOCK)
                .map(Finding::message)
                .toList();
    }

    static String reason(RunQuery.Detail run) {
        return String.valueOf(run.summary().reason()) + summaries(run);
    }

    static List<String> summaries(RunQuery.Detail run) {
        return run.steps().stream().map(it -> String.valueOf(it)).toList();
    }

    static BackupQuery query() {
        return rig.beans.getBean(BackupQuery.class);
    }
}
