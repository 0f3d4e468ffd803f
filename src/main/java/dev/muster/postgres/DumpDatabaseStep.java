package dev.muster.postgres;

import dev.muster.backup.BackupFacts;
import dev.muster.backup.CopyMaking;
import dev.muster.backup.DatabaseManifest;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Copies one snapshot of the database into files here, and counts every table in the very same snapshot. */
@Component
class DumpDatabaseStep implements RecoveryStep {

    private final CopyMaking making;
    private final Dump dump;
    private final DumpGuard guard;

    DumpDatabaseStep(CopyMaking making, Dump dump, DumpGuard guard) {
        this.making = making;
        this.dump = dump;
        this.guard = guard;
    }

    @Override
    public String type() {
        return "dump-database";
    }

    @Override
    public String about() {
        return "Dumps the target database into the work folder.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        PlanDatabase source = PlanDatabase.of(context);
        return StepDescription.of(
                "Dumps " + source.live() + " with " + PostgresCommands.jobs()
                        + " jobs out of one snapshot and counts every table in it",
                List.of(
                        "begin isolation level repeatable read read only",
                        "select pg_export_snapshot()",
                        PostgresCommands.dump(
                                        Path.of("pg_dump"),
                                        source.database(),
                                        "<snapshot>",
                                        PostgresCommands.jobs(),
                                        Path.of("copy"),
                                        Map.of())
                                .display(),
                        "select count(*) from only <every table>"));
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        return making.make(context, BackupFacts.policy(context), staging -> {
            context.guard();
            DatabaseManifest manifest = dump.make(context, PlanDatabase.of(context), staging);
            guard.check(context, manifest);
            staging.keepManifest(manifest.toBytes());
            return StepOutcome.done(
                    manifest.count() + " rows of " + manifest.tables().size() + " tables, "
                            + BackupFacts.size(manifest.totalBytes()),
                    Map.of(BackupFacts.SNAPSHOT_AT, manifest.snapshotAt().toString()));
        });
    }

    @Override
    public StepOutcome undo(StepContext context) {
        return making.undo(context, "removed the dump");
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
