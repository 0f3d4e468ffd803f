package dev.muster.postgres;

import dev.muster.backup.BackupCatalog;
import dev.muster.backup.BackupFacts;
import dev.muster.backup.DatabaseManifest;
import dev.muster.backup.Parallel;
import dev.muster.backup.Staging;
import dev.muster.common.Refused;
import dev.muster.plan.Database;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Counts every table of the loaded copy and asks the plan's own questions; what passes is a proved backup. */
@Component
class CompareWithManifestStep implements RecoveryStep {

    private static final int MOST_SHOWN = 10;

    private final BackupCatalog catalog;

    CompareWithManifestStep(BackupCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public String type() {
        return "compare-with-manifest";
    }

    @Override
    public String about() {
        return "Compares the side database with the manifest: tables, rows, the checks of the plan.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        List<String> commands = new ArrayList<>(List.of("select count(*) from only <every table>"));
        PlanDatabase.of(context).database().checks().forEach(it -> commands.add(it.sql()));
        return StepDescription.of(
                "Compares the rows of every table with the manifest and asks the plan's checks", commands);
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        PlanDatabase target = PlanDatabase.of(context);
        try {
            DatabaseManifest manifest = DatabaseManifest.read(new Staging(context.workDirectory()).manifest());
            List<String> wrong = new ArrayList<>(differences(context, target, manifest));
            for (Database.Check check : target.database().checks()) {
                PlanCheck.wrong(target, check).ifPresent(wrong::add);
            }
            if (!wrong.isEmpty()) {
                return StepOutcome.failed("The restored copy is not what was backed up: "
                        + String.join("; ", wrong.subList(0, Math.min(MOST_SHOWN, wrong.size())))
                        + (wrong.size() > MOST_SHOWN ? " and " + (wrong.size() - MOST_SHOWN) + " more" : ""));
            }
            catalog.proved(BackupFacts.id(context), context.runId());
            return StepOutcome.done(manifest.tables().size() + " tables with " + manifest.count()
                    + " rows are as they were, "
                    + target.database().checks().size() + " checks of the plan hold");
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private static List<String> differences(StepContext context, PlanDatabase target, DatabaseManifest manifest) {
        Server server = target.server();
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        Set<String> unknown = server.in(target.side(), TableCounts::names).stream()
                .map(TableCounts.Name::display)
                .collect(Collectors.toCollection(TreeSet::new));
        List<DatabaseManifest.Table> there = new ArrayList<>();
        for (DatabaseManifest.Table table : manifest.tables()) {
            if (unknown.remove(table.display())) {
                there.add(table);
            } else {
                wrong.add(table.display() + " is missing");
            }
        }
        unknown.forEach(it -> wrong.add(it + " is not in the manifest"));
        AtomicInteger done = new AtomicInteger();
        context.command("select count(*) from only <every table>");
        Parallel.each(PostgresCommands.jobs(), there, table -> {
            context.guard();
            long rows = server.in(target.side(), connection -> {
                        TableCounts.Name name = new TableCounts.Name(table.schema(), table.name());
                        DatabaseManifest.Table counted = TableCounts.count(connection, name);
                        CoarseStatistics.gather(connection, name);
                        return counted;
                    })
                    .rows();
            if (rows != table.rows()) {
                wrong.add(table.display() + " has " + rows + " rows, backed up were " + table.rows());
            }
            context.progress(done.incrementAndGet() + " of " + manifest.tables().size() + " tables");
        });
        long objects = server.in(target.side(), TableCounts::largeObjects);
        if (objects != manifest.largeObjects()) {
            wrong.add(objects + " large objects, backed up were " + manifest.largeObjects());
        }
        return wrong;
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
