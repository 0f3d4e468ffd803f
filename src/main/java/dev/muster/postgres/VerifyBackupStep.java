package dev.muster.postgres;

import dev.muster.backup.BackupChoice;
import dev.muster.backup.BackupFacts;
import dev.muster.backup.DatabaseManifest;
import dev.muster.backup.Manifest;
import dev.muster.backup.Staging;
import dev.muster.backup.StoredBackups;
import dev.muster.backup.UntrustedBackup;
import dev.muster.common.Refused;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;
import org.springframework.stereotype.Component;

/** Nothing of a copy reaches pg_restore before this step is content with every byte of it. */
@Component
class VerifyBackupStep implements RecoveryStep {

    private final StoredBackups stored;
    private final BackupChoice choice;

    VerifyBackupStep(StoredBackups stored, BackupChoice choice) {
        this.stored = stored;
        this.choice = choice;
    }

    @Override
    public String type() {
        return "verify-backup";
    }

    @Override
    public String about() {
        return "Checks the signature and the hash of every file of the backup.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of(
                "Checks the signature of the manifest, then size and SHA-256 of every file, and that the backup is one"
                        + " of this database and this cluster",
                List.of("verify " + Manifest.SIGNATURE_NAME, "sha256sum copy/*"));
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            DatabaseManifest manifest =
                    stored.manifest(context, choice.chosen(context)).database();
            return List.of(Origin.finding(context, manifest));
        } catch (Refused e) {
            return List.of(Finding.block(Origin.CHECK, e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            DatabaseManifest manifest = verified(stored, context);
            return StepOutcome.done("signature and " + manifest.files().size() + " files are what was backed up, of "
                    + manifest.snapshotAt());
        } catch (UntrustedBackup e) {
            return StepOutcome.failed(e.getMessage());
        }
    }

    /**
     * The manifest of the copy in the run's folder, after every check.
     *
     * @throws UntrustedBackup with what is wrong
     */
    static DatabaseManifest verified(StoredBackups stored, StepContext context) {
        Staging staging = new Staging(context.workDirectory());
        context.command("verify " + Manifest.SIGNATURE_NAME);
        DatabaseManifest manifest =
                stored.trusted(staging.manifest(), staging.signature()).database();
        Finding origin = Origin.finding(context, manifest);
        if (origin.level() == Finding.Level.BLOCK) {
            throw new UntrustedBackup(origin.message());
        }
        context.log(origin.level() + " " + origin.check() + ": " + origin.message());
        context.command("sha256sum copy/*");
        staging.verify(PostgresCommands.jobs(), manifest);
        context.progress(BackupFacts.size(manifest.totalBytes()) + " verified");
        return manifest;
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
