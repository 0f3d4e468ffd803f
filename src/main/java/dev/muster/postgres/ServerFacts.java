package dev.muster.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * What a server says about itself.
 *
 * @param version such as {@code 15.8}
 * @param standby whether it only replays and takes no writes
 * @param mayCreate whether the plan's user may create databases
 */
record ServerFacts(int major, String version, String systemIdentifier, boolean standby, boolean mayCreate) {

    static ServerFacts of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('server_version_num')::int / 10000,"
                        + " split_part(current_setting('server_version'), ' ', 1),"
                        + " (select system_identifier::text from pg_control_system()), pg_is_in_recovery(),"
                        + " (select rolsuper or rolcreatedb from pg_roles where rolname = current_user)")) {
            row.next();
            return new ServerFacts(
                    row.getInt(1), row.getString(2), row.getString(3), row.getBoolean(4), row.getBoolean(5));
        }
    }

    /** A database of the server. */
    record Shape(long oid, String owner, String encoding, String collate, String ctype, long bytes) {}

    static Optional<Shape> shape(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select oid, pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate, datctype,"
                        + " pg_database_size(oid) from pg_database where datname = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Shape(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getLong(6)))
                        : Optional.empty();
            }
        }
    }

    /** The database's number; 0 when there is none of that name. */
    static long oid(Connection connection, String name) throws SQLException {
        String oid = Server.value(connection, "select oid::text from pg_database where datname = ?", name);
        return oid == null ? 0 : Long.parseLong(oid);
    }

    /** Where the write-ahead log stands now. */
    static String walPosition(Connection connection) throws SQLException {
        return Server.need(
                connection,
                "select (case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn()"
                        + " end)::text");
    }
}
