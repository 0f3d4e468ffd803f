package dev.muster.postgres;

import dev.muster.backup.BackupFacts;
import dev.muster.backup.DatabaseManifest;
import dev.muster.backup.Staging;
import dev.muster.backup.StoredBackups;
import dev.muster.backup.UntrustedBackup;
import dev.muster.common.Refused;
import dev.muster.host.Command;
import dev.muster.host.CommandResult;
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

/** Loads the verified copy into the side database with several jobs. Begins anew when it was interrupted. */
@Component
class LoadSideDatabaseStep implements RecoveryStep {

    private static final String BEGUN = "side.load-begun";
    private static final String LOADED = "side.loaded";

    private final PostgresTools tools;
    private final ThisMachine machine;
    private final StoredBackups stored;

    LoadSideDatabaseStep(PostgresTools tools, ThisMachine machine, StoredBackups stored) {
        this.tools = tools;
        this.machine = machine;
        this.stored = stored;
    }

    @Override
    public String type() {
        return "load-side-database";
    }

    @Override
    public String about() {
        return "Loads the backup into the side database.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        PlanDatabase target = PlanDatabase.of(context);
        return StepDescription.of(
                "Loads the copy into " + target.side() + " with " + PostgresCommands.jobs() + " jobs",
                List.of(PostgresCommands.load(
                                Path.of("pg_restore"),
                                target.database(),
                                target.side(),
                                Path.of("unpacked"),
                                0,
                                Map.of())
                        .display()));
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        PlanDatabase target = PlanDatabase.of(context);
        if (context.fact(LOADED).isPresent()) {
            return StepOutcome.done("loaded already");
        }
        try {
            DatabaseManifest manifest = trusted(context);
            if (context.fact(BEGUN).isPresent()) {
                context.log("an earlier load was cut off: beginning anew with an empty database");
                SideDatabase.create(context, target, manifest);
            }
            context.keepFact(BEGUN, context.now().toString());
            context.guard();
            load(context, target, manifest);
            DataLoss.noteAfterLoad(context, target);
            context.keepFact(LOADED, context.now().toString());
            return StepOutcome.done("loaded " + manifest.tables().size() + " tables into " + target.side());
        } catch (UntrustedBackup e) {
            return StepOutcome.failed(e.getMessage());
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    /** A person may have skipped the step that verifies; an unsigned copy is not loaded even then. */
    private DatabaseManifest trusted(StepContext context) {
        Staging staging = new Staging(context.workDirectory());
        return stored.trusted(staging.manifest(), staging.signature()).database();
    }

    private void load(StepContext context, PlanDatabase target, DatabaseManifest manifest) {
        int server = target.server().inMaintenance(ServerFacts::of).major();
        int needed = Math.max(server, CheckTargetStep.major(manifest.toolVersion()));
        Path unpacked = unpacked(context, manifest);
        Command command = PostgresCommands.load(
                tools.atLeast("pg_restore", needed).path(),
                target.database(),
                target.side(),
                unpacked,
                manifest.largestUnpacked(),
                context.processEnvironment());
        context.command(command.display());
        CommandResult result = machine.get()
                .run(
                        command,
                        new LoadedFiles(
                                unpacked,
                                new TableProgress(
                                        context,
                                        "processing data for table",
                                        manifest.tables().size())));
        if (!result.succeeded()) {
            throw new Refused("pg_restore failed with exit code " + result.exitCode() + ": " + result.tail());
        }
    }

    private static Path unpacked(StepContext context, DatabaseManifest manifest) {
        context.progress("unpacking " + BackupFacts.size(manifest.unpackedBytes()));
        return new Staging(context.workDirectory()).unpack(PostgresCommands.jobs(), manifest);
    }

    @Override
    public StepEffect effect() {
        return StepEffect.REVERSIBLE;
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
