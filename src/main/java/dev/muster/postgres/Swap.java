package dev.muster.postgres;

import dev.muster.recovery.step.StepContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two renames that both happen or do not. Nobody is connected meanwhile; afterwards both databases are open again. */
final class Swap {

    private final StepContext context;
    private final Connection connection;

    Swap(StepContext context, Connection connection) {
        this.context = context;
        this.connection = connection;
    }

    /**
     * @param live the name that changes hands
     * @param aside where the present holder goes
     * @param next who takes the name
     * @param there whether there is a present holder
     */
    void run(String live, String aside, String next, boolean there) throws SQLException {
        List<String> both = there ? List.of(live, next) : List.of(next);
        boolean swapped = false;
        try {
            context.guard();
            for (String statement : closing(both)) {
                SideDatabase.run(context, connection, statement);
            }
            context.guard();
            rename(there ? renames(live, aside, next) : renames(live, null, next));
            swapped = true;
        } finally {
            if (!swapped) {
                reopen(both);
            }
        }
        open(there ? List.of(live, aside) : List.of(live));
    }

    /** Lets connections in again. */
    void open(List<String> databases) throws SQLException {
        for (String database : databases) {
            if (ServerFacts.oid(connection, database) != 0) {
                Server.execute(
                        connection, "alter database " + Quoting.identifier(database) + " allow_connections true");
            }
        }
    }

    /** The failure that led here is the one to report. */
    private void reopen(List<String> databases) {
        try {
            open(databases);
        } catch (SQLException e) {
            context.log("The databases could not be opened again: " + e.getMessage());
        }
    }

    private void rename(List<String> statements) throws SQLException {
        connection.setAutoCommit(false);
        try {
            for (String statement : statements) {
                if (statement.startsWith("alter")) {
                    SideDatabase.run(context, connection, statement);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    static List<String> closing(List<String> databases) {
        List<String> statements = new ArrayList<>();
        for (String database : databases) {
            statements.add("alter database " + Quoting.identifier(database) + " allow_connections false");
            statements.add("select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = "
                    + Quoting.literal(database));
        }
        return statements;
    }

    static List<String> renames(String live, @Nullable String aside, String next) {
        List<String> statements = new ArrayList<>(List.of("begin"));
        if (aside != null) {
            statements.add("alter database " + Quoting.identifier(live) + " rename to " + Quoting.identifier(aside));
        }
        statements.add("alter database " + Quoting.identifier(next) + " rename to " + Quoting.identifier(live));
        statements.add("commit");
        return statements;
    }
}
