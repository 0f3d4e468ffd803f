package dev.muster.failover;

import dev.muster.plan.Database;
import dev.muster.plan.Plan;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks at both servers of a database and remembers how far the primary had come. */
@Component
class PairSight {

    private final Sightings sightings;
    private final Clock clock;

    PairSight(Sightings sightings, Clock clock) {
        this.sightings = sightings;
        this.clock = clock;
    }

    Pair.Seen see(Plan plan, Database database) {
        Pair.Seen seen = Pair.look(plan, database);
        for (Node node : List.of(seen.one(), seen.other())) {
            NodeLook look = seen.of(node);
            Node other = node.equals(seen.one()) ? seen.other() : seen.one();
            if (look.standby()) {
                sightings.sawStandby(database.key(), look.has());
            }
            if (look.writable() && !seen.of(other).writable()) {
                sightings.saw(
                        database.key(),
                        new Sighting(
                                node.name(),
                                look.systemIdentifier(),
                                look.timeline(),
                                look.written(),
                                seen.of(other).streaming(),
                                clock.instant()),
                        System.nanoTime());
            }
        }
        return seen;
    }
}
