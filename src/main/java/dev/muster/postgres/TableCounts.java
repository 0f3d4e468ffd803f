package dev.muster.postgres;

import dev.muster.backup.DatabaseManifest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Exact row counts of the tables whose rows a dump holds. */
final class TableCounts {

    private TableCounts() {}

    /** A table, without its rows counted. */
    record Name(String schema, String table) {

        String display() {
            return schema + "." + table;
        }
    }

    /** Ordinary tables and partitions; an extension's own tables are made anew by the extension. */
    static List<Name> names(Connection connection) throws SQLException {
        List<Name> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select n.nspname, c.relname from pg_class c"
                        + " join pg_namespace n on n.oid = c.relnamespace"
                        + " where c.relkind = 'r' and c.relpersistence <> 't'"
                        + " and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_toast'"
                        + " and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass"
                        + " and d.objid = c.oid and d.deptype = 'e')"
                        + " order by pg_relation_size(c.oid) desc, 1, 2")) {
            while (rows.next()) {
                names.add(new Name(rows.getString(1), rows.getString(2)));
            }
        }
        return names;
    }

    static DatabaseManifest.Table count(Connection connection, Name name) throws SQLException {
        // "only": the rows of a child table are counted with the child
        String sql = "select count(*)::text from only " + Quoting.identifier(name.schema()) + "."
                + Quoting.identifier(name.table());
        return new DatabaseManifest.Table(name.schema(), name.table(), Long.parseLong(Server.need(connection, sql)));
    }

    static long largeObjects(Connection connection) throws SQLException {
        return Long.parseLong(Server.need(connection, "select count(*)::text from pg_largeobject_metadata"));
    }
}
