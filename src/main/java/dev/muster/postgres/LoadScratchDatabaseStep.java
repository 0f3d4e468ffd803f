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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Loads the verified copy as the rehearsal's own role, so that nothing in it can reach beyond the scratch database. */
@Component
class LoadScratchDatabaseStep implements RecoveryStep {

    private static final String BEGUN = "scratch.load-begun";
    private static final String LOADED = "scratch.loaded";
    /** All belongs to the role; what only a superuser may make stays out. */
    private static final List<String> OWN =
            List.of("--no-owner", "--no-privileges", "--no-comments", "--no-publications", "--no-subscriptions");

    private final PostgresTools tools;
    private final ThisMachine machine;
    private final StoredBackups stored;

    LoadScratchDatabaseStep(PostgresTools tools, ThisMachine machine, StoredBackups stored) {
        this.tools = tools;
        this.machine = machine;
        this.stored = stored;
    }

    @Override
    public String type() {
        return "load-scratch-database";
    }

    @Override
    public String about() {
        return "Loads the backup into the scratch database as its role.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        ScratchDatabase scratch = ScratchDatabase.of(context);
        return StepDescription.of(
                "Loads the copy into " + scratch.name() + " with " + PostgresCommands.jobs() + " jobs",
                List.of(command(scratch, Path.of("pg_restore"), Path.of("unpacked"), 0, "", Map.of())
                        .display()));
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        if (context.fact(LOADED).isPresent()) {
            return StepOutcome.done("loaded already");
        }
        try {
            ScratchDatabase scratch = ScratchDatabase.made(context);
            Staging staging = new Staging(context.workDirectory());
            DatabaseManifest manifest =
                    stored.trusted(staging.manifest(), staging.signature()).database();
            if (context.fact(BEGUN).isPresent()) {
                context.log("an earlier load was cut off: beginning anew with an empty database");
                scratch.create(context, manifest.encoding(), manifest.collate(), manifest.ctype());
            }
            context.keepFact(BEGUN, context.now().toString());
            load(context, scratch, staging, manifest);
            context.keepFact(LOADED, context.now().toString());
            return StepOutcome.done("loaded " + manifest.tables().size() + " tables of backup "
                    + BackupFacts.id(context) + " into " + scratch.name());
        } catch (UntrustedBackup e) {
            return StepOutcome.failed(e.getMessage());
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private void load(StepContext context, ScratchDatabase scratch, Staging staging, DatabaseManifest manifest) {
        int server = scratch.plan().server().inMaintenance(ServerFacts::of).major();
        int needed = Math.max(server, CheckTargetStep.major(manifest.toolVersion()));
        context.progress("unpacking " + BackupFacts.size(manifest.unpackedBytes()));
        Path unpacked = staging.unpack(PostgresCommands.jobs(), manifest);
        context.guard();
        Command command = command(
                scratch,
                tools.atLeast("pg_restore", needed).path(),
                unpacked,
                manifest.largestUnpacked(),
                scratch.password(),
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

    private static Command command(
            ScratchDatabase scratch,
            Path program,
            Path folder,
            long largest,
            String password,
            Map<String, String> environment) {
        Command asAdmin =
                PostgresCommands.load(program, scratch.address(), scratch.name(), folder, largest, environment);
        List<String> arguments = new ArrayList<>(asAdmin.arguments());
        arguments.replaceAll(it -> it.startsWith("--username=") ? "--username=" + scratch.name() : it);
        arguments.addAll(1, OWN);
        Map<String, String> all = new HashMap<>(asAdmin.environment());
        all.put("PGPASSWORD", password);
        return new Command(arguments, all, null, asAdmin.timeout());
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
    public boolean sparesTarget() {
        return true;
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
