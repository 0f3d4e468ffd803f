package dev.muster.postgres;

import dev.muster.common.Refused;
import dev.muster.plan.Database;
import dev.muster.plan.Failover;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which of a database's two servers takes writes now: after a failover it is not the one at the plan's address. */
final class PresentPrimary {

    private static final int CONNECT_SECONDS = 2;

    /** A standby that is away is not asked again at once: every step of a preview would wait for it. */
    private static final Duration AWAY = Duration.ofSeconds(10);

    private static final Map<String, Long> AWAY_SINCE = new ConcurrentHashMap<>();

    private PresentPrimary() {}

    /**
     * The database at the server that takes writes; at the plan's own when nobody can be seen to.
     *
     * @throws Refused when both do: a copy of either may be the wrong one
     */
    static Database of(Database database) {
        Optional<Database> standby = atStandby(database);
        if (standby.isEmpty() || isAway(standby.get()) || !writes(standby.get())) {
            return database;
        }
        if (writes(database)) {
            throw new Refused("Two servers take writes, " + place(database) + " and " + place(standby.get())
                    + ": stop one of them by hand first");
        }
        return standby.get();
    }

    /** The same database as its standby has it; empty when the plan gives it none. */
    static Optional<Database> atStandby(Database database) {
        return database.failover()
                .map(Failover::standby)
                .map(it -> new Database(
                        database.key(),
                        database.title(),
                        database.name(),
                        it.host(),
                        it.address(),
                        it.port(),
                        database.user(),
                        database.password(),
                        database.systemIdentifier(),
                        database.services(),
                        database.checks(),
                        database.failover()));
    }

    private static boolean isAway(Database database) {
        Long since = AWAY_SINCE.get(place(database));
        return since != null && System.nanoTime() - since < AWAY.toNanos();
    }

    private static boolean writes(Database database) {
        Server server = new Server(database);
        try (Connection connection = server.open(server.maintenance(), CONNECT_SECONDS)) {
            AWAY_SINCE.remove(place(database));
            return "f".equals(Server.value(connection, "select pg_is_in_recovery()"));
        } catch (SQLException away) {
            AWAY_SINCE.put(place(database), System.nanoTime());
            return false;
        }
    }

    private static String place(Database database) {
        return database.address() + ":" + database.port();
    }
}
