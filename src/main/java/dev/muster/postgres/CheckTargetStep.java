package dev.muster.postgres;

import dev.muster.backup.BackupChoice;
import dev.muster.backup.BackupFacts;
import dev.muster.backup.DatabaseManifest;
import dev.muster.backup.DiskSpace;
import dev.muster.backup.StoredBackups;
import dev.muster.common.Refused;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether this server can take the copy: its identity, its version against the tools', its disk, the names to be used. */
@Component
class CheckTargetStep implements RecoveryStep {

    private final BackupChoice choice;
    private final StoredBackups stored;
    private final PostgresTools tools;
    private final DiskSpace disk;

    CheckTargetStep(BackupChoice choice, StoredBackups stored, PostgresTools tools, DiskSpace disk) {
        this.choice = choice;
        this.stored = stored;
        this.tools = tools;
        this.disk = disk;
    }

    @Override
    public String type() {
        return "check-target";
    }

    @Override
    public String about() {
        return "Looks whether the right server answers and has room for a second database.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of(
                "Checks the server's identity, its version and that of pg_restore, and the free disk",
                List.of(
                        "select system_identifier from pg_control_system()",
                        "pg_restore --version",
                        "show data_directory"));
    }

    @Override
    public List<Finding> check(StepContext context) {
        List<Finding> findings = new ArrayList<>();
        PlanDatabase target = PlanDatabase.of(context);
        try {
            ServerFacts facts = target.server().inMaintenance(ServerFacts::of);
            findings.add(Finding.ok("server", "PostgreSQL " + facts.version() + " answers"));
            findings.add(SourceCheck.identity(target, facts.systemIdentifier()));
            findings.add(rights(target, facts));
            DatabaseManifest manifest =
                    stored.manifest(context, choice.chosen(context)).database();
            findings.add(versions(manifest, facts));
            findings.add(target.server().inMaintenance(it -> room(it, context, manifest)));
            findings.add(target.server().inMaintenance(it -> live(it, target)));
            findings.addAll(target.server().inMaintenance(it -> names(it, target, context)));
        } catch (Refused e) {
            findings.add(Finding.block("target", e.getMessage()));
        }
        return findings;
    }

    private static Finding rights(PlanDatabase target, ServerFacts facts) {
        String user = target.database().user();
        if (facts.standby()) {
            return Finding.block("server", "it is a standby and takes no writes");
        }
        return facts.mayCreate()
                ? Finding.ok("rights", user + " may create databases")
                : Finding.block("rights", user + " may not create databases: alter role … createdb");
    }

    private Finding versions(DatabaseManifest manifest, ServerFacts facts) {
        int from = major(manifest.serverVersion());
        if (facts.major() < from) {
            return Finding.block(
                    "versions",
                    "the backup is of PostgreSQL " + manifest.serverVersion() + ", the server is older: "
                            + facts.version());
        }
        try {
            int needed = Math.max(facts.major(), major(manifest.toolVersion()));
            return Finding.ok("pg_restore", tools.atLeast("pg_restore", needed).toString());
        } catch (Refused e) {
            return Finding.block(
                    "pg_restore",
                    "the server is PostgreSQL " + facts.version() + ", the backup was made with pg_dump "
                            + manifest.toolVersion() + ": " + e.getMessage());
        }
    }

    static int major(String version) {
        return Integer.parseInt(version.replaceFirst("\\D.*", ""));
    }

    /** The load's own write-ahead log needs room, too; so do the fetched and the unpacked copy where they share the disk. */
    private Finding room(Connection connection, StepContext context, DatabaseManifest manifest) {
        if (!ThisMachine.isAt(PlanDatabase.of(context).database().address())) {
            return Finding.warn(
                    "disk space of the server",
                    "the server is not on this machine: see yourself that " + BackupFacts.size(manifest.databaseBytes())
                            + " fit");
        }
        try {
            Path directory = Path.of(Server.need(connection, "show data_directory"));
            long log = Long.parseLong(
                    Server.need(connection, "select pg_size_bytes(current_setting('max_wal_size'))::text"));
            long copy = disk.shared(directory, context.workDirectory())
                    ? manifest.unpackedBytes() + (context.runId() == 0 ? manifest.totalBytes() : 0)
                    : 0;
            return disk.finding(
                    "disk space of the server",
                    directory,
                    manifest.databaseBytes() + Math.min(log, manifest.databaseBytes()) + copy);
        } catch (SQLException e) {
            return Finding.warn("disk space of the server", "the server does not tell where its data is");
        }
    }

    private static Finding live(Connection connection, PlanDatabase target) throws SQLException {
        return ServerFacts.oid(connection, target.live()) == 0
                ? Finding.warn("live database", target.live() + " is not there: nothing will be kept as the way back")
                : Finding.ok("live database", target.live() + " is there and will be kept");
    }

    /** A database of one of the run's names that the run did not make belongs to somebody. */
    private static List<Finding> names(Connection connection, PlanDatabase target, StepContext context)
            throws SQLException {
        List<Finding> findings = new ArrayList<>();
        if (context.runId() != 0
                && context.fact(PlanDatabase.SIDE).isEmpty()
                && context.fact(PlanDatabase.BEFORE).isEmpty()) {
            for (String name : List.of(target.side(), target.before(), target.undone())) {
                if (ServerFacts.oid(connection, name) != 0) {
                    findings.add(Finding.block(
                            "names",
                            "a database " + name + " is there already and is not this run's: rename it first"));
                }
            }
        }
        return findings;
    }

    @Override
    public StepOutcome run(StepContext context) {
        return Findings.outcome(context, check(context));
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
