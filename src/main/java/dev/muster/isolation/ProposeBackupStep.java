package dev.muster.isolation;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupFacts;
import dev.muster.backup.BackupQuery;
import dev.muster.common.Refused;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Names the backup to restore from after an attack: the newest good one from before the suspected time. */
@Component
class ProposeBackupStep implements RecoveryStep {

    private static final String CHECK = "clean backup";

    private final BackupQuery backups;

    ProposeBackupStep(BackupQuery backups) {
        this.backups = backups;
    }

    @Override
    public String type() {
        return "propose-backup";
    }

    @Override
    public String about() {
        return "Names the newest good backup from before the suspected time, for the restore that follows.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(
                StepSetting.required("policy", StepSetting.Kind.POLICY, "the backup policy of what is restored"));
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of(
                "Proposes a backup of " + BackupFacts.policy(context).copiesOf()
                        + Suspicion.since(context)
                                .map(it -> " from before " + it)
                                .orElse("; the suspected time is not known"),
                List.of());
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            Proposal proposal = proposal(context);
            return List.of(
                    proposal.backup().isPresent() && proposal.since().isPresent()
                            ? Finding.ok(CHECK, proposal.words(context))
                            : Finding.warn(CHECK, proposal.words(context)));
        } catch (Refused e) {
            return List.of(Finding.block(CHECK, e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            Proposal proposal = proposal(context);
            return StepOutcome.done(
                    proposal.words(context),
                    proposal.backup()
                            .map(it -> Map.of(
                                    "proposed." + proposal.source(), it.id().toString()))
                            .orElse(Map.of()));
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private Proposal proposal(StepContext context) {
        String source = BackupFacts.policy(context).copiesOf();
        Optional<Instant> since = Suspicion.since(context);
        return new Proposal(source, since, Suspicion.clean(backups, source, since));
    }

    private record Proposal(String source, Optional<Instant> since, Optional<Backup> backup) {

        String words(StepContext context) {
            String before = since.map(it -> " from before " + it).orElse("");
            if (backup.isEmpty()) {
                return "There is no good backup of " + source + before;
            }
            Backup it = backup.get();
            return (since.isPresent()
                            ? "Restore " + source + " from backup "
                            : "The suspected time is not known, so no backup is known to be clean. The newest good one"
                                    + " of "
                                    + source + " is backup ")
                    + it.id() + ": of " + Objects.requireNonNull(it.snapshotAt()) + ", "
                    + BackupFacts.words(Objects.requireNonNull(it.age(context.now()))) + " old, "
                    + (it.provedAt() == null ? "not proved by a restore" : "proved by a restore")
                    + (since.isPresent() ? ", the newest good one" + before : "");
        }
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
