package dev.muster.plan;

import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL database that backups are made of and restores go to.
 *
 * @param name the database's name in the server, such as {@code bdc_production}
 * @param user an account that may create, rename and drop databases
 * @param systemIdentifier the cluster's identity as {@code pg_controldata} prints it; empty when not pinned
 * @param services keys of the services that use it and stop for a swap, in the order in which they start
 * @param checks what must hold in a restored copy beside equal row counts
 * @param failover how it moves to its standby; empty when it has none
 */
public record Database(
        String key,
        String title,
        String name,
        String host,
        String address,
        int port,
        String user,
        Secret password,
        Optional<String> systemIdentifier,
        List<String> services,
        List<Check> checks,
        Optional<Failover> failover) {

    /** One without a standby. */
    public Database(
            String key,
            String title,
            String name,
            String host,
            String address,
            int port,
            String user,
            Secret password,
            Optional<String> systemIdentifier,
            List<String> services,
            List<Check> checks) {
        this(
                key,
                title,
                name,
                host,
                address,
                port,
                user,
                password,
                systemIdentifier,
                services,
                checks,
                Optional.empty());
    }

    /**
     * A question with a known answer.
     *
     * @param sql one statement that returns one value
     * @param expect the value as text; {@code > 0} and its kind compare numbers
     */
    public record Check(String title, String sql, String expect) {}
}
