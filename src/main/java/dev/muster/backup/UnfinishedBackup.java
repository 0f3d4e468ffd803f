package dev.muster.backup;

import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;
import java.util.Optional;

/** Takes back what a backup put into the storage before it was good. A good one is never removed this way. */
final class UnfinishedBackup {

    private final Storages storages;
    private final BackupCatalog catalog;

    UnfinishedBackup(Storages storages, BackupCatalog catalog) {
        this.storages = storages;
        this.catalog = catalog;
    }

    StepOutcome remove(StepContext context) {
        Optional<String> location = context.fact(BackupFacts.LOCATION);
        if (location.isEmpty() || context.fact(BackupFacts.ID).isEmpty()) {
            return StepOutcome.done("nothing was uploaded");
        }
        BackupId id = BackupFacts.id(context);
        if (catalog.isGood(id)) {
            return StepOutcome.done("the backup is good and stays");
        }
        catalog.cancelled(id);
        try {
            ObjectStorage objects = storages.open(BackupFacts.storage(context));
            List<String> keys = objects.list(location.get()).stream()
                    .map(ObjectStorage.Entry::key)
                    .toList();
            if (!keys.isEmpty()) {
                context.guard();
                objects.delete(keys);
            }
            return StepOutcome.done("removed " + keys.size() + " objects of the unfinished backup");
        } catch (StorageException e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }
}
