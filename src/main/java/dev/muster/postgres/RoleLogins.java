package dev.muster.postgres;

import dev.muster.common.Refused;
import dev.muster.plan.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Who may sign in at one server, and who has. */
final class RoleLogins {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long PAUSE_MILLIS = 100;
    private static final int QUIET_LOOKS = 3;

    private final Database database;
    private final Server server;

    private RoleLogins(Database database) {
        this.database = database;
        this.server = new Server(database);
    }

    /**
     * At the server that takes writes now: the plan's own, or its standby after a failover.
     *
     * @throws Refused when none does
     */
    static RoleLogins onPrimary(Database database) {
        List<String> why = new ArrayList<>();
        for (RoleLogins logins : all(database)) {
            try {
                if (!logins.follows()) {
                    return logins;
                }
                why.add(logins.place() + " is a standby");
            } catch (Refused e) {
                why.add(e.getMessage());
            }
        }
        throw new Refused(String.join("; ", why));
    }

    /** The other servers that answer: a role that has signed in there keeps its session as well. */
    static List<RoleLogins> others(Database database, RoleLogins primary, Consumer<String> log) {
        List<RoleLogins> others = new ArrayList<>();
        for (RoleLogins logins : all(database)) {
            if (!logins.place().equals(primary.place())) {
                try {
                    logins.follows();
                    others.add(logins);
                } catch (Refused e) {
                    log.accept("Sessions that stand there could not be ended: " + e.getMessage());
                }
            }
        }
        return others;
    }

    private static List<RoleLogins> all(Database database) {
        List<RoleLogins> all = new ArrayList<>(List.of(new RoleLogins(database)));
        PresentPrimary.atStandby(database).map(RoleLogins::new).ifPresent(all::add);
        return all;
    }

    String place() {
        return database.address() + ":" + database.port();
    }

    private boolean follows() {
        return server.inMaintenance(it -> Server.need(it, "select pg_is_in_recovery()::text"))
                .equals("true");
    }

    /** Empty when there is no such role. */
    Optional<Boolean> mayLogIn(String role) {
        return server.inMaintenance(it -> Optional.ofNullable(
                        Server.value(it, "select rolcanlogin::text from pg_roles where rolname = ?", role))
                .map("true"::equals));
    }

    void set(String role, boolean may) {
        server.inMaintenance(it -> {
            Server.execute(it, "alter role " + Quoting.identifier(role) + (may ? " login" : " nologin"));
            return true;
        });
    }

    /**
     * Ends every session of the role and returns when there is none: one that was just signing in shows a little later.
     *
     * @param log told who had a session, since when and from where
     */
    int endSessions(String role, Consumer<String> log) {
        return server.inMaintenance(connection -> {
            Set<Integer> ended = new HashSet<>();
            int quiet = 0;
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (quiet < QUIET_LOOKS) {
                quiet = end(connection, role, ended, log) ? 0 : quiet + 1;
                if (System.nanoTime() > deadline) {
                    throw new Refused("Sessions of " + role + " at " + place() + " do not end within "
                            + PATIENCE.toSeconds() + " s");
                }
                pause();
            }
            return ended.size();
        });
    }

    /** Whether there was one. */
    private static boolean end(Connection connection, String role, Set<Integer> ended, Consumer<String> log)
            throws SQLException {
        boolean found = false;
        try (PreparedStatement query = connection.prepareStatement(
                "select pid, coalesce(host(client_addr), 'local'), application_name, backend_start::text,"
                        + " pg_terminate_backend(pid)::text from pg_stat_activity where usename = ?")) {
            query.setString(1, role);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found = true;
                    if (ended.add(rows.getInt(1))) {
                        log.accept("Ended the session " + rows.getInt(1) + " of " + role + " from " + rows.getString(2)
                                + " (" + rows.getString(3) + ") since " + rows.getString(4));
                    }
                }
            }
        }
        return found;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted", e);
        }
    }
}
