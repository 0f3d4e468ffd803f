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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Makes the uploaded files a backup: signed manifest, read back, only then good. */
@Component
class SignBackupStep implements RecoveryStep {

    private final Storages storages;
    private final BackupCatalog catalog;
    private final Signatures signatures;
    private final StoredBackups stored;

    SignBackupStep(Storages storages, BackupCatalog catalog, Signatures signatures, StoredBackups stored) {
        this.storages = storages;
        this.catalog = catalog;
        this.signatures = signatures;
        this.stored = stored;
    }

    @Override
    public String type() {
        return "sign-backup";
    }

    @Override
    public String about() {
        return "Signs the manifest; the backup is good from then on.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(BackupFacts.POLICY);
    }

    @Override
    public StepDescription describe(StepContext context) {
        String place = BackupFacts.storage(context).key() + ":" + BackupFacts.copiesOf(context) + "/…/";
        return StepDescription.of(
                "Signs the manifest with Ed25519, reads everything back from the storage and only then lists it as good",
                List.of("put " + place + Manifest.NAME, "put " + place + Manifest.SIGNATURE_NAME, "list " + place));
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            byte[] probe = {1};
            return List.of(Finding.ok("signing key", "key " + signatures.verify(probe, signatures.sign(probe))));
        } catch (Refused e) {
            return List.of(Finding.block("signing key", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        String location = BackupFacts.need(context, BackupFacts.LOCATION);
        if (catalog.isGood(BackupFacts.id(context))) {
            return StepOutcome.done("the backup is signed and good");
        }
        BackupId id = catalog.begin(BackupFacts.policy(context), location, context.runId());
        try {
            Storage storage = BackupFacts.storage(context);
            ObjectStorage objects = storages.open(storage);
            byte[] manifest = new Staging(context.workDirectory()).manifest();
            context.guard();
            objects.put(location + Manifest.NAME, manifest);
            compare(objects, location, Manifest.read(manifest));
            // The signature is the last object: whoever finds it finds a whole backup.
            context.guard();
            objects.put(location + Manifest.SIGNATURE_NAME, signatures.sign(manifest));
            StoredBackups.Trusted back = stored.manifest(storage, location);
            catalog.good(id, back.manifest(), back.sha256());
            new Staging(context.workDirectory()).clear();
            return StepOutcome.done(
                    "backup " + id + " is good: " + back.manifest().countWords() + ", signed by " + back.signedBy());
        } catch (Refused e) {
            catalog.failed(id, e.getMessage());
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    /** What the storage lists must be what the manifest says, file by file. */
    private static void compare(ObjectStorage objects, String location, Manifest manifest) {
        Map<String, Long> there = objects.list(location).stream()
                .collect(Collectors.toMap(it -> it.key().substring(location.length()), ObjectStorage.Entry::size));
        for (Manifest.Content file : manifest.files()) {
            Long size = there.get(file.name());
            if (size == null) {
                throw new Refused("The storage does not list " + file.name() + " after the upload");
            }
            if (size != file.size()) {
                throw new Refused("The storage lists " + file.name() + " with " + size + " bytes instead of "
                        + file.size() + " after the upload");
            }
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
}
