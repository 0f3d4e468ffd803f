package dev.muster.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What belongs to a database as a whole and stands in no dump of its contents: who may connect, the settings of
 * {@code alter database … set}, the connection limit. Without them a swapped-in copy would behave differently.
 */
final class DatabaseSettings {

    private DatabaseSettings() {}

    /** The statements that give the database {@code to} what the database {@code from} has. */
    static List<String> statements(Connection connection, long from, String to) throws SQLException {
        String database = Quoting.identifier(to);
        List<String> statements = new ArrayList<>();
        String limit = Server.need(connection, "select datconnlimit::text from pg_database where oid = " + from);
        if (!limit.equals("-1")) {
            statements.add("alter database " + database + " connection limit " + Integer.parseInt(limit));
        }
        if (Server.value(connection, "select datacl::text from pg_database where oid = " + from) != null) {
            statements.add("revoke all on database " + database + " from public");
            grants(connection, from, database, statements);
        }
        settings(connection, from, database, statements);
        return statements;
    }

    private static void grants(Connection connection, long from, String database, List<String> statements)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select a.privilege_type, a.is_grantable,"
                        + " case a.grantee when 0 then null else pg_get_userbyid(a.grantee) end"
                        + " from pg_database d, aclexplode(d.datacl) a where d.oid = " + from + " order by 3, 1");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                String grantee = rows.getString(3);
                statements.add("grant " + rows.getString(1) + " on database " + database + " to "
                        + (grantee == null ? "public" : Quoting.identifier(grantee))
                        + (rows.getBoolean(2) ? " with grant option" : ""));
            }
        }
    }

    private static void settings(Connection connection, long from, String database, List<String> statements)
            throws SQLException {
        // A list such as search_path is stored already quoted, element by element; anything else is one literal.
        try (PreparedStatement query = connection.prepareStatement("select case s.setrole when 0 then null else"
                        + " pg_get_userbyid(s.setrole) end, c from pg_db_role_setting s, unnest(s.setconfig) c"
                        + " where s.setdatabase = " + from + " order by 1, 2");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                String role = rows.getString(1);
                String setting = rows.getString(2);
                String name = setting.substring(0, setting.indexOf('='));
                String value = setting.substring(setting.indexOf('=') + 1);
                String who = role == null
                        ? "alter database " + database
                        : "alter role " + Quoting.identifier(role) + " in database " + database;
                statements.add(
                        who + " set " + quotedName(name) + " to " + (list(name) ? value : Quoting.literal(value)));
            }
        }
    }

    private static String quotedName(String name) {
        return String.join(
                ".",
                Arrays.stream(name.split("\\.", -1)).map(Quoting::identifier).toList());
    }

    private static boolean list(String name) {
        return List.of("search_path", "temp_tablespaces", "session_preload_libraries", "local_preload_libraries")
                .contains(name);
    }
}
