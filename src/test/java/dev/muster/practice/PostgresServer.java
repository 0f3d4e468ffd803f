package dev.muster.practice;

import java.sql.Connection;
import java.sql.SQLException;

/** A PostgreSQL server of an estate, asked by its superuser. */
public interface PostgresServer {

    /** JDBC address without user and password. */
    String url(String database);

    /** A connection of the superuser. */
    Connection connect(String database) throws SQLException;

    /** Statements of the superuser, each in a transaction of its own. */
    default void execute(String database, String... statements) {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** One value, as text. */
    default String value(String database, String sql) {
        try (Connection connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
