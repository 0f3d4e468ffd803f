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
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Puts the files of the copy into the storage, several at once. Without a signed manifest they are no backup yet. */
@Component
class UploadBackupStep implements RecoveryStep {

    private static final int AT_ONCE = 4;

    private final Storages storages;
    private final BackupCatalog catalog;

    UploadBackupStep(Storages storages, BackupCatalog catalog) {
        this.storages = storages;
        this.catalog = catalog;
    }

    @Override
    public String type() {
        return "upload-backup";
    }

    @Override
    public String about() {
        return "Puts the files of the copy into off-site storage.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(BackupFacts.POLICY);
    }

    @Override
    public StepDescription describe(StepContext context) {
        Storage storage = BackupFacts.storage(context);
        return StepDescription.of(
                "Uploads every file of the copy to " + storage.title() + ", " + AT_ONCE + " at once",
                List.of("put " + storage.key() + ":" + BackupFacts.copiesOf(context) + "/…"));
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            Storage storage = BackupFacts.storage(context);
            storages.glance(storage).list(BackupFacts.copiesOf(context) + "/manifest.");
            return List.of(Finding.ok("storage", storage.key() + " answers (bucket " + storage.bucket() + ")"));
        } catch (Refused e) {
            return List.of(Finding.block("storage", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        String location = BackupFacts.need(context, BackupFacts.LOCATION);
        catalog.begin(BackupFacts.policy(context), location, context.runId());
        try {
            Storage storage = BackupFacts.storage(context);
            ObjectStorage objects = storages.open(storage);
            Staging staging = new Staging(context.workDirectory());
            Manifest manifest = Manifest.read(staging.manifest());
            AtomicLong sent = new AtomicLong();
            List<Manifest.Content> largestFirst = manifest.files().stream()
                    .sorted(Comparator.comparingLong(Manifest.Content::size).reversed())
                    .toList();
            context.command("put " + storage.key() + ":" + location + "*");
            Parallel.each(AT_ONCE, largestFirst, file -> {
                context.guard();
                objects.put(location + file.name(), staging.files().resolve(file.name()));
                context.progress(BackupFacts.size(sent.addAndGet(file.size())) + " of "
                        + BackupFacts.size(manifest.totalBytes()));
            });
            return StepOutcome.done("uploaded " + manifest.files().size() + " files, "
                    + BackupFacts.size(manifest.totalBytes()) + " to " + storage.key() + ":" + location);
        } catch (Refused e) {
            catalog.failed(BackupFacts.id(context), e.getMessage());
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    @Override
    public StepOutcome undo(StepContext context) {
        return new UnfinishedBackup(storages, catalog).remove(context);
    }

    @Override
    public StepEffect effect() {
        return StepEffect.REVERSIBLE;
    }

    @Override
    public boolean hasWayBack() {
        return false;
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
