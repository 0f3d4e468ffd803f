package dev.muster.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The planner knows a loaded table before the first query, and nobody waits for autovacuum. */
class CoarseStatisticsTest {

    private static final String TABLE = "Ünder \"test\"\\";
    private static final TableCounts.Name NAME = new TableCounts.Name("public", TABLE);

    private final TestDatabase database = TestDatabase.fresh();
    private Connection connection;

    @BeforeEach
    void fill() throws SQLException {
        connection = connect();
        Server.execute(
                connection,
                "create table " + Quoting.identifier(TABLE) + " with (autovacuum_enabled = false)"
                        + " as select n from generate_series(1, 1000) n");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void a_table_without_statistics_gets_some() throws SQLException {
        CoarseStatistics.gather(connection, NAME);

        assertThat(columnsKnown()).isEqualTo("1");
    }

    @Test
    void a_table_that_somebody_analyses_just_now_is_left_to_them() throws SQLException {
        try (Connection autovacuum = connect()) {
            autovacuum.setAutoCommit(false);
            Server.execute(autovacuum, "analyze " + Quoting.identifier(TABLE));
            Server.execute(connection, "set lock_timeout = '2s'");

            CoarseStatistics.gather(connection, NAME);

            assertThat(columnsKnown()).isEqualTo("0");
        }
    }

    private String columnsKnown() throws SQLException {
        return Server.need(
                connection,
                "select count(*)::text from pg_stats where schemaname = 'public' and tablename = "
                        + Quoting.literal(TABLE));
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.owner(), database.password());
    }
}
