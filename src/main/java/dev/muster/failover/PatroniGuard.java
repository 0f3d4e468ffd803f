package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.host.Hosts;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Keeps Muster's own hands off a server that Patroni runs, whether the plan knows of it or not. */
@Component
class PatroniGuard {

    /** Patroni keeps its settings there, in the data directory of each server that it runs. */
    static final String MARK = "patroni.dynamic.json";

    private final Hosts hosts;

    PatroniGuard(Hosts hosts) {
        this.hosts = hosts;
    }

    /** @throws Refused when one of both is Patroni's; a host that cannot be asked is asked by who needs it */
    void refuse(Pair pair) {
        refuse(pair.to());
        refuse(pair.from());
    }

    private void refuse(Node node) {
        if (node.failover().patroni().isPresent()) {
            throw new Refused("Patroni runs " + node.place() + ", as the plan says: use patroni-failover,"
                    + " patroni-switchover and patroni-replica instead of this step");
        }
        Path mark = Path.of(node.server().directory()).resolve(MARK);
        boolean marked;
        try {
            marked = hosts.files(node.host()).facts(mark).isPresent();
        } catch (Refused away) {
            return;
        }
        if (marked) {
            throw new Refused("Patroni runs " + node.place() + ": " + mark + " is on "
                    + node.host().key()
                    + ". Nothing is done behind its back: name it under failover.patroni in the plan and use the steps"
                    + " patroni-failover and patroni-switchover; where it runs no more, remove that file");
        }
    }
}
