package dev.muster.failover;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one server said about itself, or that it did not.
 *
 * @param words for people: why it is taken for what it is
 * @param timeline 0 when not known
 * @param written of a primary, where its log stands
 * @param received of a standby, what it has taken in
 * @param replayed of a standby
 * @param paused somebody has halted its replay
 * @param streaming it is connected to a primary now
 * @param upstream where it looks for its primary, as host and port; empty when it does not say
 * @param commitAt of a standby, the time of the last commit that it has replayed
 */
record NodeLook(
        State state,
        String words,
        String systemIdentifier,
        int timeline,
        Wal written,
        Wal received,
        Wal replayed,
        boolean paused,
        boolean streaming,
        Optional<Upstream> upstream,
        Optional<Instant> commitAt) {

    /** What a server is for those who would write. */
    enum State {
        /** Takes writes. */
        WRITABLE,
        /** Only replays. */
        STANDBY,
        /** Answers and lets nobody in, for example while it starts. */
        BUSY,
        /** No answer. */
        SILENT,
        /** This console could not even ask. */
        UNKNOWN
    }

    /** Where a standby looks for its primary. */
    record Upstream(String host, int port) {}

    private static final String FACTS = "select r, (select system_identifier::text from pg_control_system()),"
            + " case when r then greatest((select timeline_id from pg_control_checkpoint()),"
            + "   (select min_recovery_end_timeline from pg_control_recovery()),"
            + "   (select max(received_tli) from pg_stat_wal_receiver))"
            + " else ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int end,"
            + " case when not r then pg_current_wal_lsn()::text end,"
            + " case when r then pg_last_wal_receive_lsn()::text end,"
            + " case when r then pg_last_wal_replay_lsn()::text end,"
            + " case when r then pg_is_wal_replay_paused() else false end,"
            + " exists (select from pg_stat_wal_receiver where status = 'streaming'),"
            + " case when r then current_setting('primary_conninfo', true) end,"
            + " case when r then pg_last_xact_replay_timestamp() end,"
            + " (select count(*) from pg_stat_activity where backend_type = 'client backend'"
            + "   and pid <> pg_backend_pid() and application_name not like 'muster%')"
            + " from (select pg_is_in_recovery() as r) s";

    /** Asks; never throws for what the server does. */
    static NodeLook at(Session session) {
        try {
            return session.ask(NodeLook::of);
        } catch (SQLException e) {
            String state = Optional.ofNullable(e.getSQLState()).orElse("");
            String words = Session.words(e);
            if (String.valueOf(e.getCause()).contains("Network is unreachable")) {
                return nothing(State.UNKNOWN, "this console has no network to it");
            }
            // Class 08 is a broken or refused connection; what the server says itself has another.
            return state.startsWith("08") || state.isEmpty()
                    ? nothing(State.SILENT, "no answer (" + words + ")")
                    : nothing(State.BUSY, "answers: " + words);
        }
    }

    static NodeLook of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(FACTS)) {
            row.next();
            boolean standby = row.getBoolean(1);
            int sessions = row.getInt(11);
            Wal written = Wal.of(text(row, 4));
            return new NodeLook(
                    standby ? State.STANDBY : State.WRITABLE,
                    standby
                            ? "is in recovery"
                            : "takes writes, its log stands at " + written + " with " + sessions
                                    + " sessions of others",
                    text(row, 2),
                    row.getInt(3),
                    written,
                    Wal.of(text(row, 5)),
                    Wal.of(text(row, 6)),
                    row.getBoolean(7),
                    row.getBoolean(8),
                    upstream(text(row, 9)),
                    Optional.ofNullable(row.getTimestamp(10)).map(java.sql.Timestamp::toInstant));
        }
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static NodeLook nothing(State state, String words) {
        return new NodeLook(
                state, words, "", 0, Wal.NONE, Wal.NONE, Wal.NONE, false, false, Optional.empty(), Optional.empty());
    }

    private static final Pattern SETTING = Pattern.compile("(\\w+)\\s*=\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|(\\S+))");

    /** Only host and port are taken out of it; there is a password in it. */
    private static Optional<Upstream> upstream(String conninfo) {
        String host = "";
        int port = 5432;
        Matcher matcher = SETTING.matcher(conninfo);
        while (matcher.find()) {
            String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            switch (matcher.group(1)) {
                case "host", "hostaddr" -> host = value;
                case "port" -> port = value.matches("\\d{1,5}") ? Integer.parseInt(value) : port;
                default -> {}
            }
        }
        return host.matches("[A-Za-z0-9_:./%-]+") && !host.startsWith("-")
                ? Optional.of(new Upstream(host, port))
                : Optional.empty();
    }

    /** All that it has, on disk or replayed. */
    Wal has() {
        return received.later(replayed);
    }

    boolean writable() {
        return state == State.WRITABLE;
    }

    boolean standby() {
        return state == State.STANDBY;
    }

    boolean silent() {
        return state == State.SILENT;
    }
}
