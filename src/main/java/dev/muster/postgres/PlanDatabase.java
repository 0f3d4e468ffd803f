package dev.muster.postgres;

import dev.muster.plan.Database;
import dev.muster.recovery.step.StepContext;

/**
 * The database of the plan that a run is about, at the server that takes writes now, and the names that the run gives to
 * the ones beside it.
 *
 * @param side the one that the copy is loaded into
 */
record PlanDatabase(Database database, long runId, String side) {

    static final String SIDE = "side.database";
    static final String BEFORE = "before.database";

    static PlanDatabase of(StepContext context) {
        Database database = PresentPrimary.of(context.plan().needDatabase(context.target()));
        String side = context.fact(SIDE).orElseGet(() -> name(database, context.runId(), "_restore_"));
        return new PlanDatabase(database, context.runId(), side);
    }

    Server server() {
        return new Server(database);
    }

    String live() {
        return database.name();
    }

    String before() {
        return name(database, runId, "_before_");
    }

    String undone() {
        return name(database, runId, "_undone_");
    }

    static String name(Database database, long runId, String middle) {
        return Quoting.name(database.name(), middle + (runId == 0 ? "<run>" : Long.toString(runId)));
    }
}
