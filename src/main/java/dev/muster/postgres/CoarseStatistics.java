package dev.muster.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * First statistics for a table that was just loaded: they keep the first queries after the swap from crawling and cost
 * little; full ones are gathered when the application is back.
 */
final class CoarseStatistics {

    /** A tenth of PostgreSQL's default: 3,000 sampled rows a table. */
    private static final int TARGET = 10;

    private CoarseStatistics() {}

    /** Where autovacuum was first, its own are better and stay; where it is at it, its lock is not waited for. */
    static void gather(Connection connection, TableCounts.Name table) throws SQLException {
        String name = Quoting.identifier(table.schema()) + "." + Quoting.identifier(table.table());
        String gathered =
                "select (pg_stat_get_last_autoanalyze_time(" + Quoting.literal(name) + "::regclass) is not null)::text";
        if (!Boolean.parseBoolean(Server.need(connection, gathered))) {
            Server.execute(connection, "set default_statistics_target = " + TARGET);
            Server.execute(connection, "analyze (skip_locked) " + name);
        }
    }
}
