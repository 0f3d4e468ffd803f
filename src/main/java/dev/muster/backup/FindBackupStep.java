package dev.muster.backup;

import dev.muster.common.Refused;
import dev.muster.plan.BackupPolicy;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Decides which backup is restored, and holds the run to it. */
@Component
class FindBackupStep implements RecoveryStep {

    private final BackupChoice choice;
    private final StoredBackups stored;

    FindBackupStep(BackupChoice choice, StoredBackups stored) {
        this.choice = choice;
        this.stored = stored;
    }

    @Override
    public String type() {
        return "find-backup";
    }

    @Override
    public String about() {
        return "Finds the backup that was chosen, or the newest good one.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(BackupFacts.POLICY);
    }

    @Override
    public StepDescription describe(StepContext context) {
        Backup backup = choice.chosen(context);
        return StepDescription.of(
                "Takes backup " + backup.id() + ": " + facts(backup, context),
                List.of("list " + backup.storageKey() + ":" + backup.location()));
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            Backup backup = choice.chosen(context);
            Duration rpo = rpo(context);
            Duration age = age(backup, context);
            String text = "backup " + backup.id() + ", " + facts(backup, context);
            return List.of(
                    age.compareTo(rpo) > 0
                            ? Finding.warn("backup", text + "; the plan allows a loss of " + BackupFacts.words(rpo))
                            : Finding.ok("backup", text));
        } catch (Refused e) {
            return List.of(Finding.block("backup", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            if (context.fact(BackupFacts.ID).isEmpty()) {
                stored.adoptUnknown(context);
            }
        } catch (StorageException e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
        Backup backup = choice.chosen(context);
        context.command("list " + backup.storageKey() + ":" + backup.location());
        return StepOutcome.done(
                "backup " + backup.id() + ", " + facts(backup, context),
                Map.of(
                        BackupFacts.ID, backup.id().toString(),
                        BackupFacts.LOCATION, backup.location(),
                        BackupFacts.BYTES, String.valueOf(Objects.requireNonNullElse(backup.bytes(), 0L)),
                        BackupFacts.SNAPSHOT_AT,
                                Objects.requireNonNull(backup.snapshotAt()).toString()));
    }

    private static Duration rpo(StepContext context) {
        BackupPolicy.Kind kind = context.setting(BackupFacts.POLICY.name()).isPresent()
                ? BackupFacts.policy(context).kind()
                : BackupPolicy.Kind.DATABASE;
        return context.plan().objectives().rpo(kind);
    }

    private static String facts(Backup backup, StepContext context) {
        return BackupFacts.words(age(backup, context)) + " old, "
                + BackupFacts.size(Objects.requireNonNullElse(backup.bytes(), 0L)) + ", " + backup.contents();
    }

    private static Duration age(Backup backup, StepContext context) {
        return Objects.requireNonNull(backup.age(context.now()));
    }

    @Override
    public StepEffect effect() {
        return StepEffect.READ_ONLY;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
