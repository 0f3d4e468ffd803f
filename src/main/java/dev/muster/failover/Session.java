package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.plan.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;

/** Connections to one server of a database, to its maintenance database and never to the plan's own. */
record Session(Database database, String address, int port) {

    private static final Duration SHORT = Duration.ofSeconds(2);

    /** One question or act in a connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Properties, not an address: no name can become part of a URL. */
    Connection open(Duration answers) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {address});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database.name().equals("postgres") ? "template1" : "postgres");
        source.setUser(database.user());
        source.setPassword(database.password().reveal());
        source.setConnectTimeout((int) SHORT.toSeconds());
        source.setLoginTimeout((int) SHORT.toSeconds());
        source.setSocketTimeout((int) answers.toSeconds());
        source.setTcpKeepAlive(true);
        source.setApplicationName("muster failover");
        source.setOptions("-c client_min_messages=error");
        return source.getConnection();
    }

    /** A short question: a server that hangs is given up after two seconds. */
    <T> T ask(Work<T> work) throws SQLException {
        return in(SHORT, work);
    }

    <T> T in(Duration answers, Work<T> work) throws SQLException {
        try (Connection connection = open(answers)) {
            return work.with(connection);
        }
    }

    /** @throws Refused with the server's own words */
    <T> T need(Duration answers, Work<T> work) {
        try {
            return in(answers, work);
        } catch (SQLException e) {
            throw new Refused("PostgreSQL at " + address + ":" + port + ": " + words(e), e);
        }
    }

    static String words(SQLException e) {
        String message = e instanceof PSQLException its && its.getServerErrorMessage() != null
                ? its.getServerErrorMessage().getMessage()
                : e.getMessage();
        return message == null ? "no reason" : message.lines().findFirst().orElse("no reason");
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
}
