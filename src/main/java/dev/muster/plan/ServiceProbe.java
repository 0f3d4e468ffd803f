package dev.muster.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How Muster looks whether a service is up.
 *
 * @param service key of the service that it speaks of
 * @param every from the beginning of one look to the beginning of the next
 * @param timeout after it a look counts as unanswered
 * @param downAfter so many bad looks in a row make the state worse
 * @param upAfter so many good looks in a row make it better
 */
public record ServiceProbe(
        String key, String service, Target target, Duration every, Duration timeout, int downAfter, int upAfter) {

    /** What is asked. */
    public sealed interface Target {}

    /**
     * A page.
     *
     * @param contains what its body must hold; empty: anything
     * @param slow an answer that takes longer is degraded; empty: never
     * @param certificateDays a certificate that ends within so many days is degraded
     */
    public record Http(String url, int status, Optional<String> contains, Optional<Duration> slow, int certificateDays)
            implements Target {}

    /** A port that takes connections. */
    public record Tcp(String address, int port) implements Target {}

    /**
     * A PostgreSQL server.
     *
     * @param database key of the database whose name, account and, where not given here, address it uses
     * @param write whether it also writes to its heartbeat row, in the maintenance database and never in the plan's own
     * @param mostLag a standby that is further behind is degraded
     */
    public record Postgres(
            String database, Optional<String> address, Optional<Integer> port, boolean write, Duration mostLag)
            implements Target {}

    /** Whether the unit or the process of the service runs on its host. */
    public record Runtime() implements Target {}

    /** A bucket that can be listed. */
    public record Bucket(String storage) implements Target {}

    /**
     * What a name server answers.
     *
     * @param expect each value of the answer must be one of these
     */
    public record Dns(DnsEntry.Server server, String name, DnsEntry.Type type, List<String> expect) implements Target {}

    /**
     * Disk and load of a machine.
     *
     * @param host key of the machine
     * @param paths whose disks are looked at
     * @param disk a disk that is so full, in percent, is degraded
     * @param full a disk that is so full, in percent, is down
     * @param load a higher load average of the last minute is degraded; empty: any load will do
     */
    public record Capacity(String host, List<String> paths, int disk, int full, Optional<Integer> load)
            implements Target {}

    /** A Redis that answers PING; {@link Secret#NONE} where it asks for no password. */
    public record Redis(String address, int port, Secret password) implements Target {}
}
