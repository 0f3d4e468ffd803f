package dev.muster.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a database moves from its primary to its standby and back. Which of the two servers takes writes is never written
 * here: it is looked at.
 *
 * @param primary the server at the database's own address
 * @param replication what a server that follows signs in with; empty for the database's own account
 * @param mostLag in bytes of the write-ahead log; more is promoted only with an approval
 * @param mostDelay the same in time
 * @param applications who must be told the new address
 * @param coolDown after a failover nothing moves by itself for so long
 * @param patroni who runs both servers; then nobody else promotes, stops or rebuilds one
 */
public record Failover(
        Server primary,
        Server standby,
        Optional<Account> replication,
        long mostLag,
        Duration mostDelay,
        Fence fence,
        List<Application> applications,
        Mode automatic,
        Duration coolDown,
        Optional<Patroni> patroni) {

    /**
     * One of the two servers.
     *
     * @param address as the console and the application reach it
     * @param service key of the service that it is
     * @param directory its data directory on its host
     * @param programs the folder of pg_ctl, pg_rewind and the others on its host
     * @param configuration its postgresql.conf, where that lies elsewhere than in the data directory
     * @param account whom its files belong to, when commands run as another; empty otherwise
     */
    public record Server(
            String host,
            String address,
            int port,
            String service,
            String directory,
            String programs,
            Optional<String> configuration,
            Optional<String> account) {}

    /**
     * The Patroni that runs both servers, by the REST API of its members.
     *
     * @param account for what changes something; empty when it asks for none
     * @param certificates a file with the authority that its certificate is checked against; empty for the usual ones
     */
    public record Patroni(Member primary, Member standby, Optional<Account> account, Optional<String> certificates) {}

    /**
     * Patroni on one of the two servers.
     *
     * @param name as its own configuration and {@code /cluster} say it
     * @param rest address of its REST API, without a slash at its end
     */
    public record Member(String name, String rest) {}

    /** A name and its password. */
    public record Account(String user, Secret password) {}

    /**
     * What may be used to keep the old primary from writing, in this order. The first that is proved is enough.
     *
     * @param stopServer on its own host: it is marked as a standby, ended, and none of its processes is left
     * @param command ends with 0 only when the old primary cannot write any more
     * @param stopApplications all that write to it are stopped and come back with the new address only
     */
    public record Fence(boolean stopServer, Optional<Fencing> command, boolean stopApplications) {}

    /** A command on one host. */
    public record Fencing(String host, List<String> arguments) {}

    /**
     * An application that reads the address from a file when it starts.
     *
     * @param service is restarted; the file lies on its host
     * @param addressKey the name before the equals sign
     * @param portKey empty when the file names no port
     */
    public record Application(String service, String file, String addressKey, Optional<String> portKey) {}

    /** What happens without a person when the primary is lost. */
    public enum Mode {
        /** Nothing. */
        OFF,
        /** The failover is offered, filled in. */
        PROPOSE,
        /** It is launched. */
        AUTOMATIC
    }
}
