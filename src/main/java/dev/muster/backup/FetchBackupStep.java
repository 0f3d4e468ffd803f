package dev.muster.backup;

import dev.muster.common.Refused;
import dev.muster.plan.StepSetting;
import dev.muster.plan.Storage;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Brings the copy here, several files at once; every file is hashed while it streams. */
@Component
class FetchBackupStep implements RecoveryStep {

    static final int AT_ONCE = 4;

    private final BackupChoice choice;
    private final StoredBackups stored;
    private final Storages storages;
    private final DiskSpace disk;
    private final Path workDirectory;

    FetchBackupStep(
            BackupChoice choice,
            StoredBackups stored,
            Storages storages,
            DiskSpace disk,
            @Value("${muster.work-directory}") Path workDirectory) {
        this.choice = choice;
        this.stored = stored;
        this.storages = storages;
        this.disk = disk;
        this.workDirectory = workDirectory;
    }

    @Override
    public String type() {
        return "fetch-backup";
    }

    @Override
    public String about() {
        return "Fetches the backup from off-site storage into the work folder.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(BackupFacts.POLICY);
    }

    @Override
    public StepDescription describe(StepContext context) {
        Backup backup = choice.chosen(context);
        return StepDescription.of(
                "Fetches " + BackupFacts.size(Objects.requireNonNullElse(backup.bytes(), 0L)) + " from "
                        + backup.storageKey() + ", " + AT_ONCE + " files at once, and hashes while it streams",
                List.of("get " + backup.storageKey() + ":" + backup.location() + "*"));
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            Backup backup = choice.chosen(context);
            StoredBackups.Trusted trusted = stored.manifest(context, backup);
            return List.of(
                    Finding.ok(
                            "storage",
                            backup.storageKey() + " answers; the manifest is signed by " + trusted.signedBy()),
                    disk.finding(
                            "disk space for the copy",
                            workDirectory,
                            trusted.manifest().totalBytes() + trusted.manifest().unpackedBytes()));
        } catch (UntrustedBackup e) {
            return List.of(Finding.block("manifest", e.getMessage()));
        } catch (Refused e) {
            return List.of(Finding.block("storage", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            Backup backup = choice.chosen(context);
            StoredBackups.Trusted trusted = stored.manifest(context, backup);
            Storage storage = context.plan().storage(backup.storageKey()).orElseThrow();
            Staging staging = new Staging(context.workDirectory());
            context.guard();
            Path folder = staging.makeEmpty();
            staging.keepManifest(trusted.bytes());
            staging.keepSignature(trusted.signature());
            context.command("get " + backup.storageKey() + ":" + backup.location() + "*");
            fetch(context, storages.open(storage), backup.location(), trusted.manifest(), folder);
            return StepOutcome.done("fetched " + trusted.manifest().files().size() + " files, "
                    + BackupFacts.size(trusted.manifest().totalBytes()));
        } catch (UntrustedBackup e) {
            return StepOutcome.failed(e.getMessage());
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private static void fetch(
            StepContext context, ObjectStorage objects, String location, Manifest manifest, Path folder) {
        AtomicLong arrived = new AtomicLong();
        // The largest first: a big one that starts last would be waited for alone.
        List<Manifest.Content> largestFirst = manifest.files().stream()
                .sorted(Comparator.comparingLong(Manifest.Content::size).reversed())
                .toList();
        Parallel.each(AT_ONCE, largestFirst, file -> {
            context.guard();
            String hash = objects.fetch(location + file.name(), file.size(), folder.resolve(file.name()));
            if (!hash.equals(file.sha256())) {
                throw new UntrustedBackup(file.name() + " is not what was backed up: its SHA-256 is " + hash
                        + ", the manifest says " + file.sha256());
            }
            context.progress(BackupFacts.size(arrived.addAndGet(file.size())) + " of "
                    + BackupFacts.size(manifest.totalBytes()));
        });
    }

    @Override
    public StepOutcome undo(StepContext context) {
        new Staging(context.workDirectory()).clear();
        return StepOutcome.done("removed the fetched copy");
    }

    @Override
    public StepEffect effect() {
        return StepEffect.READ_ONLY;
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public boolean growsWithSize() {
        return true;
    }
}
