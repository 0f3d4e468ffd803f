package dev.muster.practice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Generated data for {@code bdc_production}: nine tables with foreign keys and indexes, a sequence, a view, bytea and
 * text in many scripts.
 *
 * @param megabytes what the database takes on disk, roughly
 * @param seed the same seed and size give the same rows
 */
public record PracticeData(int megabytes, long seed) {

    public static final String DATABASE = "bdc_production";
    /** The role of the application; it owns what is in the database. */
    public static final String ROLE = "bdc";

    public PracticeData {
        if (megabytes < 1 || megabytes > 100_000) {
            throw new IllegalArgumentException("a size between 1 and 100000 MB, not " + megabytes);
        }
    }

    /** Whether the cluster has the database. */
    boolean in(PostgresServer cluster) {
        return !cluster.value("postgres", "select count(*) from pg_database where datname = '" + DATABASE + "'")
                .equals("0");
    }

    /** Creates the role and the database in a cluster that does not have it yet. */
    public void fill(PostgresServer cluster, String rolePassword) {
        // Filled under another name, so that one half filled is not taken for a whole one at the next start
        String draft = DATABASE + "_draft";
        cluster.execute(
                "postgres",
                "drop database if exists " + draft + " with (force)",
                "drop role if exists " + ROLE,
                "create role " + ROLE + " login password '" + rolePassword + "'",
                "create database " + draft + " owner " + ROLE);
        try (Connection connection = DriverManager.getConnection(cluster.url(draft), ROLE, rolePassword)) {
            write(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("bdc_production could not be filled: " + e.getMessage(), e);
        }
        cluster.execute("postgres", "alter database " + draft + " rename to " + DATABASE);
    }

    /** One line per table, in the order of their names: its name, its rows and a hash over all of them. */
    public static List<String> fingerprint(PostgresServer cluster, String database) {
        List<String> lines = new ArrayList<>();
        try (Connection connection = cluster.connect(database);
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet row = statement.executeQuery("select count(*), md5(string_agg(h, '' order by h)) from"
                        + " (select md5(t::text) h from \"" + table + "\" t) hashes")) {
                    row.next();
                    lines.add(table + " " + row.getLong(1) + " " + row.getString(2));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        return lines;
    }

    private void write(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set practice.seed = '" + seed + "'");
            statement.execute("set practice.percent = '" + megabytes + "'");
            statement.execute("set maintenance_work_mem = '128MB'");
            for (String script : List.of("schema.sql", "data.sql", "indexes.sql")) {
                statement.execute(read(script));
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("vacuum (analyze)");
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "select tablename from pg_tables where schemaname = 'public' order by tablename")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static String read(String script) {
        try (InputStream stream = Objects.requireNonNull(
                PracticeData.class.getResourceAsStream("/practice/" + script), () -> "no " + script)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
