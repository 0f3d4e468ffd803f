package dev.muster.postgres;

import dev.muster.backup.Parallel;
import dev.muster.common.Refused;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Full statistics for the planner. It runs when the application is back: coarse ones were enough to start with. */
@Component
class GatherStatisticsStep implements RecoveryStep {

    @Override
    public String type() {
        return "gather-statistics";
    }

    @Override
    public String about() {
        return "Gathers full statistics, so that queries are fast again.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of(
                "Gathers the planner's statistics of every table, while the application works",
                List.of("analyze <every table>"));
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        PlanDatabase target = PlanDatabase.of(context);
        try {
            List<TableCounts.Name> tables = target.server().in(target.live(), TableCounts::names);
            AtomicInteger done = new AtomicInteger();
            context.command("analyze <every table>");
            Parallel.each(PostgresCommands.jobs(), tables, table -> {
                context.guard();
                target.server().in(target.live(), connection -> {
                    Server.execute(connection, statement(table.schema(), table.table()));
                    return true;
                });
                context.progress(done.incrementAndGet() + " of " + tables.size() + " tables");
            });
            return StepOutcome.done("statistics of " + tables.size() + " tables gathered");
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    static String statement(String schema, String table) {
        return "analyze " + Quoting.identifier(schema) + "." + Quoting.identifier(table);
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
