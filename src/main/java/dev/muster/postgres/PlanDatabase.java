package dev.muster.postgres;

import dev.muster.common.Refused;
import dev.muster.plan.Database;
import dev.muster.recovery.step.StepContext;

/** The database of the plan that a run is about, and the names that the run gives to the ones beside it. */
record PlanDatabase(Database database, long runId) {

    static final String SIDE = "side.database";
    static final String BEFORE = "before.database";

    static PlanDatabase of(StepContext context) {
        Database database = context.plan()
                .database(context.target())
                .orElseThrow(() -> new Refused("The plan has no database " + context.target()));
        return new PlanDatabase(database, context.runId());
    }

    Server server() {
        return new Server(database);
    }

    String live() {
        return database.name();
    }

    String side() {
        return name("_restore_");
    }

    String before() {
        return name("_before_");
    }

    String undone() {
        return name("_undone_");
    }

    private String name(String middle) {
        return Quoting.name(database.name(), middle + (runId == 0 ? "<run>" : Long.toString(runId)));
    }
}
