package dev.muster.failover;

import java.time.Instant;
import java.util.List;

/** The databases of which two servers take writes now. */
public interface TwoPrimaries {

    /**
     * @param database its title
     * @param servers both, as address and port
     */
    record Split(String database, List<String> servers, Instant since) {}

    List<Split> now();
}
