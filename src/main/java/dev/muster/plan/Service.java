package dev.muster.plan;

import java.util.List;
import java.util.Optional;

/**
 * Something that must run for the application to be up.
 *
 * @param health the address that answers 200 when the service is well; empty when it has none
 * @param redis how its data is reached when it is a Redis that is copied and restored
 */
public record Service(
        String key,
        String title,
        Tier tier,
        String host,
        Supervision supervision,
        Optional<String> health,
        Optional<Probe> probe,
        Optional<Redis> redis) {

    /** One that is no Redis. */
    public Service(
            String key,
            String title,
            Tier tier,
            String host,
            Supervision supervision,
            Optional<String> health,
            Optional<Probe> probe) {
        this(key, title, tier, host, supervision, health, probe, Optional.empty());
    }

    /** How urgent it is. */
    public enum Tier {
        CRITICAL,
        NON_CRITICAL
    }

    /** Who starts and stops it. */
    public sealed interface Supervision {}

    /** A unit of systemd. */
    public record Systemd(String unit) implements Supervision {}

    /**
     * A plain process of the host.
     *
     * @param start its argument list, first the program
     * @param directory where it runs
     * @param pidFile where its process id stands while it runs
     * @param logFile takes its output
     */
    public record PlainProcess(List<String> start, String directory, String pidFile, String logFile)
            implements Supervision {}

    /**
     * Programs of its host that do it, such as pg_ctl.
     *
     * @param start returns when it is up
     * @param stop returns when it has ended
     * @param running ends with 0 while it runs
     */
    public record Commands(List<String> start, List<String> stop, List<String> running) implements Supervision {}

    /** Runs by other means: Muster looks at it but neither starts nor stops it. */
    public record External() implements Supervision {}

    /**
     * Addresses that prove more than life.
     *
     * @param read answers 200 after a read from the database
     * @param write takes a POST and answers 200 or 201 after a committed write
     */
    public record Probe(String read, String write) {}

    /**
     * A Redis server.
     *
     * @param password {@link Secret#NONE} where it asks for none
     * @param file its snapshot on the service's host: the server's {@code dir} with its {@code dbfilename}
     */
    public record Redis(String address, int port, Secret password, String file) {}
}
