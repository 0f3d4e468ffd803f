package dev.muster.postgres;

import dev.muster.recovery.step.StepContext;
import java.sql.Connection;
import java.sql.SQLException;

/** Positions of the write-ahead log around the load, so that the restore's own writes do not count as lost ones. */
final class DataLoss {

    static final String BEFORE_LOAD = "wal.before-load";
    static final String AFTER_LOAD = "wal.after-load";
    static final String AT_SWAP = "wal.at-swap";
    static final String SWAPPED_AT = "swap.at";

    private DataLoss() {}

    static void noteBeforeLoad(StepContext context, PlanDatabase target) {
        note(context, target, BEFORE_LOAD);
    }

    static void noteAfterLoad(StepContext context, PlanDatabase target) {
        context.keepFact(AFTER_LOAD, target.server().inMaintenance(ServerFacts::walPosition));
    }

    static void noteAtSwap(StepContext context, PlanDatabase target) {
        note(context, target, AT_SWAP);
        if (context.fact(SWAPPED_AT).isEmpty()) {
            context.keepFact(SWAPPED_AT, context.now().toString());
        }
    }

    private static void note(StepContext context, PlanDatabase target, String fact) {
        if (context.fact(fact).isEmpty()) {
            context.keepFact(fact, target.server().inMaintenance(ServerFacts::walPosition));
        }
    }

    /** What was written between backup and swap, without what was written while the copy was loaded. */
    static long bytes(Connection connection, String backup, String beforeLoad, String afterLoad, String atSwap)
            throws SQLException {
        return Long.parseLong(Server.need(
                connection,
                "select (pg_wal_lsn_diff(?::pg_lsn, ?::pg_lsn) + pg_wal_lsn_diff(?::pg_lsn, ?::pg_lsn))::bigint::text",
                beforeLoad,
                backup,
                atSwap,
                afterLoad));
    }
}
