package dev.muster.postgres;

import dev.muster.common.Refused;
import dev.muster.plan.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;

/** The server of one database of the plan: connections and single questions. */
final class Server {

    private static final int CONNECT_SECONDS = 5;

    private final Database database;

    Server(Database database) {
        this.database = database;
    }

    /** One question or act in a connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    Database database() {
        return database;
    }

    /** Properties, not an address: no name can become part of a URL. */
    Connection open(String name) throws SQLException {
        return open(name, CONNECT_SECONDS);
    }

    Connection open(String name, int patience) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {database.address()});
        source.setPortNumbers(new int[] {database.port()});
        source.setDatabaseName(name);
        source.setUser(database.user());
        source.setPassword(database.password().reveal());
        source.setConnectTimeout(patience);
        source.setLoginTimeout(patience);
        source.setTcpKeepAlive(true);
        source.setApplicationName("muster");
        return source.getConnection();
    }

    /**
     * @param name the database to connect to
     * @throws Refused with the server's own words
     */
    <T> T in(String name, Work<T> work) {
        try (Connection connection = open(name)) {
            return work.with(connection);
        } catch (SQLException e) {
            throw refusal(name, e);
        }
    }

    /** In the database that every cluster has, and that is never the one that is renamed. */
    <T> T inMaintenance(Work<T> work) {
        return in(maintenance(), work);
    }

    String maintenance() {
        return database.name().equals("postgres") ? "template1" : "postgres";
    }

    Refused refusal(String name, SQLException e) {
        String message = e instanceof PSQLException its && its.getServerErrorMessage() != null
                ? its.getServerErrorMessage().toString()
                : String.valueOf(e.getMessage());
        return new Refused(
                "PostgreSQL at " + database.address() + ":" + database.port() + ", database " + name + ": " + message,
                e);
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first value of the first row as text; null when there is no row or no value. */
    static @Nullable String value(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    static String need(Connection connection, String sql, String... parameters) throws SQLException {
        String value = value(connection, sql, parameters);
        if (value == null) {
            throw new SQLException("no answer to " + sql);
        }
        return value;
    }
}
