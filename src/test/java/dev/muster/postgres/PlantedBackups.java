package dev.muster.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupCatalog;
import dev.muster.backup.BackupQuery;
import dev.muster.backup.Manifest;
import dev.muster.backup.ObjectStorage;
import dev.muster.backup.Signatures;
import dev.muster.backup.Storages;
import dev.muster.backup.StoredBackups;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.LooseContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Backups that are like a good one but for one thing that their manifest says, signed with the right key. */
final class PlantedBackups {

    private final RestoreRig rig;
    private final Path folder;
    private final AtomicInteger count = new AtomicInteger();

    PlantedBackups(RestoreRig rig, Backup good) {
        this.rig = rig;
        this.folder = rig.store.file("off-site/" + good.location());
    }

    /** The parameters of a launch that takes a backup whose manifest has the first match replaced. */
    Map<String, String> with(String pattern, String replacement) {
        String location = "bdc/planted-" + count.incrementAndGet() + "/";
        ObjectStorage storage =
                rig.beans.getBean(Storages.class).open(rig.plan.storages().getFirst());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                storage.put(location + file.getFileName(), file);
            }
            String text = Files.readString(folder.resolve(Manifest.NAME));
            // older than the good one, so that nobody takes it unasked
            String changed = text.replaceFirst(pattern, replacement)
                    .replaceFirst("\"snapshotAt\" : \"\\d{4}", "\"snapshotAt\" : \"2001");
            assertThat(changed).isNotEqualTo(text);
            byte[] bytes = changed.getBytes(StandardCharsets.UTF_8);
            byte[] signature = rig.beans.getBean(Signatures.class).sign(bytes);
            storage.put(location + Manifest.NAME, bytes);
            storage.put(location + Manifest.SIGNATURE_NAME, signature);
            StoredBackups.Trusted trusted =
                    rig.beans.getBean(StoredBackups.class).trusted(bytes, signature);
            rig.beans
                    .getBean(BackupCatalog.class)
                    .adopt(rig.plan.backups().getFirst(), location, trusted.manifest(), trusted.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Backup row = rig.beans.getBean(BackupQuery.class).latest(50).stream()
                .filter(it -> it.location().equals(location))
                .findFirst()
                .orElseThrow();
        return Map.of("backup", row.id().toString());
    }

    /** Where the one lies that was planted last. */
    String last() {
        return "bdc/planted-" + count.get() + "/";
    }

    /** Without a pre-flight, as after a change in the last second: the step before pg_restore refuses it, too. */
    void refusedBeforeItIsLoaded(Map<String, String> parameters, String why) {
        LooseContext run = rig.run();
        run.parameters.putAll(parameters);
        StepOutcome outcome = rig.steps(RestoreRig.RESTORE, run);
        assertThat(outcome).isInstanceOf(StepOutcome.Failed.class);
        assertThat(((StepOutcome.Failed) outcome).reason()).contains(why);
        assertThat(run.commands).noneMatch(it -> it.contains("pg_restore") || it.startsWith("create database"));
    }

    /** Breaks the signature of the one that was planted last. */
    void tamperWithTheLast() throws IOException {
        Path manifest = rig.store.file("off-site/" + last() + Manifest.NAME);
        Files.writeString(manifest, Files.readString(manifest).replace("4999", "4998"));
    }

    /** The catalogue loses all its rows, as that of a console that was built anew. */
    void forget() throws SQLException {
        try (var connection = rig.catalogue.asOwner();
                var statement = connection.createStatement()) {
            statement.execute("delete from backup");
        }
    }
}
