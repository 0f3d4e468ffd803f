package dev.muster.status;

import dev.muster.plan.Database;
import dev.muster.plan.ServiceProbe;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server: connect, read, write where the plan allows it, role, timeline and lag. It keeps its connection for
 * a while and makes a new one then, so that both are looked at and a look stays cheap. It connects to the maintenance
 * database only: a connection to the plan's own would stand in the way of a restore, and the heartbeat row would get into
 * its backups.
 */
final class PostgresLook implements Look {

    private static final long KEPT = Duration.ofSeconds(30).toNanos();
    private static final long BETWEEN_WRITES = Duration.ofSeconds(5).toNanos();

    private static final String FACTS =
            "select pg_is_in_recovery()," + " exists (select from pg_database where datname = ? and datallowconn)";
    /** The timeline by the file that is written now: the control file keeps the old one until the next checkpoint. */
    private static final String STANDBYS =
            "select ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int,"
                    + " count(*) filter (where state = 'streaming'),"
                    + " coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)), 0)::bigint,"
                    + " coalesce(extract(epoch from max(replay_lag)), 0)::bigint from pg_stat_replication";

    private static final String SLOTS = "select count(*), count(*) filter (where not active),"
            + " coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)), 0)::bigint,"
            + " coalesce(string_agg(slot_name, ', ') filter (where wal_status in ('unreserved', 'lost')), '')"
            + " from pg_replication_slots";
    private static final String LAG = "select (select status from pg_stat_wal_receiver limit 1),"
            + " coalesce(pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()), 0)::bigint,"
            + " case when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0 else"
            + " coalesce(extract(epoch from now() - pg_last_xact_replay_timestamp()), 0) end::bigint,"
            + " coalesce((select received_tli from pg_stat_wal_receiver limit 1),"
            + " (select timeline_id from pg_control_checkpoint())),"
            + " extract(epoch from now() - pg_last_xact_replay_timestamp())::bigint, pg_is_wal_replay_paused()";
    private static final String SIZE =
            "select pg_size_pretty(pg_database_size(?))," + " has_function_privilege('pg_ls_waldir()', 'execute')";
    private static final String WAL = "select pg_size_pretty(sum(size)) from pg_ls_waldir()";
    private static final String NOT_ALLOWED = "42501";

    private final ServiceProbe.Postgres target;
    private final Database database;
    private final String address;
    private final int port;
    private @Nullable Connection kept;
    private long connectedAt;
    private String size = "";
    private long wroteAt = System.nanoTime() - BETWEEN_WRITES;

    PostgresLook(ServiceProbe.Postgres target, Database database) {
        this.target = target;
        this.database = database;
        this.address = target.address().orElse(database.address());
        this.port = target.port().orElse(database.port());
    }

    @Override
    public synchronized Seen look(Duration patience) throws SQLException, InterruptedException {
        Names.address(address, patience);
        Connection before = kept;
        if (before != null && System.nanoTime() - connectedAt > KEPT) {
            close();
        }
        try {
            return judge(connection(patience));
        } catch (SQLException e) {
            close();
            // A kept connection that broke says that something happened, not that it is down now.
            if (before == null || Thread.currentThread().isInterrupted()) {
                return refusal(e);
            }
        }
        try {
            return judge(connection(patience));
        } catch (SQLException e) {
            close();
            return refusal(e);
        }
    }

    private Seen judge(Connection connection) throws SQLException {
        boolean recovering;
        try (var question = connection.prepareStatement(FACTS)) {
            question.setString(1, database.name());
            try (ResultSet row = question.executeQuery()) {
                row.next();
                recovering = row.getBoolean(1);
                if (!row.getBoolean(2)) {
                    return Seen.down("the server answers and has no database " + database.name());
                }
            }
        }
        return recovering ? standby(connection) : primary(connection);
    }

    private Seen primary(Connection connection) throws SQLException {
        String written = target.write() ? beat(connection) : "";
        String words;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STANDBYS)) {
            row.next();
            words = "takes writes" + written + ", timeline " + row.getLong(1) + ", " + row.getLong(2)
                    + " standby streaming, " + row.getLong(3) + " bytes and " + row.getLong(4) + " s behind";
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SLOTS)) {
            row.next();
            if (row.getLong(1) > 0) {
                words += ", up to " + row.getLong(3) + " bytes of WAL kept for " + slots(row.getLong(1));
            }
            if (row.getLong(2) > 0) {
                words += ", " + slots(row.getLong(2)) + " that nobody reads";
            }
            if (!row.getString(4).isEmpty()) {
                return Seen.degraded(words + ", WAL that they need is gone: " + row.getString(4) + size(connection));
            }
        }
        return Seen.up(words + size(connection));
    }

    private static String slots(long count) {
        return count + (count == 1 ? " slot" : " slots");
    }

    /** Asked once per connection: the server looks at every file of the database for it. */
    private String size(Connection connection) throws SQLException {
        if (size.isEmpty()) {
            try (var question = connection.prepareStatement(SIZE)) {
                question.setString(1, database.name());
                try (ResultSet row = question.executeQuery()) {
                    row.next();
                    size = ", database " + row.getString(1) + (row.getBoolean(2) ? wal(connection) : "");
                }
            } catch (SQLException e) {
                if (!NOT_ALLOWED.equals(e.getSQLState())) {
                    throw e;
                }
                size = ", its size is not shown to " + database.user();
            }
        }
        return size;
    }

    private static String wal(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WAL)) {
            row.next();
            return " and WAL " + row.getString(1) + " on disk";
        }
    }

    private Seen standby(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LAG)) {
            row.next();
            String timeline = ", timeline " + row.getLong(4);
            String lag = row.getLong(2) + " bytes and " + row.getLong(3) + " s behind";
            if (target.write()) {
                return Seen.degraded(
                        "reads only: it is in recovery, and the plan says that it is written to" + timeline);
            }
            if (!"streaming".equals(row.getString(1))) {
                // All that it was sent is replayed, perhaps; what it was not sent nobody here knows.
                String last = row.getString(5) == null ? "no transaction yet" : row.getLong(5) + " s ago";
                return Seen.degraded("reads only, in recovery, and does not stream from a primary; the last transaction"
                        + " it has: " + last + timeline);
            }
            String words = "reads only, streams from the primary, " + lag + timeline;
            if (row.getBoolean(6)) {
                return Seen.degraded(words + ": its replay is paused");
            }
            return row.getLong(3) > target.mostLag().toSeconds()
                    ? Seen.degraded(
                            words + ": more than the " + target.mostLag().toSeconds() + " s of the plan")
                    : Seen.up(words);
        }
    }

    private String beat(Connection connection) throws SQLException {
        if (System.nanoTime() - wroteAt < BETWEEN_WRITES) {
            return "";
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists muster_heartbeat"
                    + " (id integer primary key check (id = 1), at timestamptz not null)");
            statement.execute(
                    "insert into muster_heartbeat values (1, now()) on conflict (id) do update set at = now()");
        }
        // Only now: what failed is tried again at the next look.
        wroteAt = System.nanoTime();
        return " (one just now)";
    }

    private Connection connection(Duration patience) throws SQLException {
        Connection connection = kept;
        if (connection == null) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setServerNames(new String[] {address});
            source.setPortNumbers(new int[] {port});
            source.setDatabaseName(database.name().equals("postgres") ? "template1" : "postgres");
            source.setUser(database.user());
            source.setPassword(database.password().reveal());
            // Only a net below the interrupt: these are whole seconds.
            int seconds = (int) patience.toSeconds() + 1;
            source.setConnectTimeout(seconds);
            source.setSocketTimeout(seconds);
            source.setApplicationName("muster probe");
            // A notice of each "already exists" would only gather.
            source.setOptions("-c client_min_messages=error");
            connection = source.getConnection();
            kept = connection;
            connectedAt = System.nanoTime();
            size = "";
        }
        return connection;
    }

    /** An account that is not let in has seen nothing of the server's health. */
    private Seen refusal(SQLException e) {
        String message = Optional.ofNullable(e.getMessage())
                .orElse("no reason")
                .lines()
                .findFirst()
                .orElse("");
        if (Optional.ofNullable(e.getSQLState()).orElse("").startsWith("28")) {
            throw new CannotLook("PostgreSQL does not let " + database.user() + " in: " + message);
        }
        return Seen.down(message);
    }

    @Override
    public synchronized void close() {
        Connection connection = kept;
        kept = null;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // It is given up either way.
                return;
            }
        }
    }
}
