package dev.muster.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What the console saw of each primary in the last minutes: when it is dead nobody else can tell how far it had come.
 * Distances in time are those of the machine's own ticking; a clock that is set makes no lag.
 */
@Component
class Sightings {

    private static final int MOST = 600;

    /** @param ticks of a clock that nobody sets, in nanoseconds */
    private record Kept(Sighting sighting, long ticks) {}

    private final Map<String, Deque<Kept>> seen = new HashMap<>();
    private final Map<String, Instant> streamed = new HashMap<>();
    private final Map<String, Wal> standbys = new HashMap<>();

    synchronized void saw(String database, Sighting sighting, long ticks) {
        Deque<Kept> own = seen.computeIfAbsent(database, it -> new ArrayDeque<>());
        if (!own.isEmpty() && !own.getLast().sighting().node().equals(sighting.node())) {
            // the other server is the primary now: positions of before have nothing to say
            own.clear();
        }
        own.addLast(new Kept(sighting, ticks));
        if (own.size() > MOST) {
            own.removeFirst();
        }
        if (sighting.streamed()) {
            streamed.put(database, sighting.at());
        }
    }

    /** How far the standby had come when it was last seen. */
    synchronized void sawStandby(String database, Wal has) {
        standbys.put(database, has);
    }

    /** The newest moment at which the standby, as it was last seen, had everything that the primary had then. */
    synchronized Optional<Instant> caughtUp(String database) {
        Wal has = standbys.getOrDefault(database, Wal.NONE);
        return seen.getOrDefault(database, new ArrayDeque<>()).stream()
                .map(Kept::sighting)
                .filter(it -> it.written().compareTo(has) <= 0)
                .reduce((before, after) -> after)
                .map(Sighting::at);
    }

    /** The newest one of that server; empty when this console has not seen it as a primary. */
    synchronized Optional<Sighting> last(String database, String node) {
        return Optional.ofNullable(seen.get(database))
                .map(Deque::peekLast)
                .map(Kept::sighting)
                .filter(it -> it.node().equals(node));
    }

    /** When its standby was last seen connected. */
    synchronized Optional<Instant> streamedUntil(String database) {
        return Optional.ofNullable(streamed.get(database));
    }

    /** How long before the last sighting the primary stood where the other has come to; at least that. */
    synchronized Duration behind(String database, Wal has) {
        List<Kept> own = List.copyOf(seen.getOrDefault(database, new ArrayDeque<>()));
        if (own.isEmpty()) {
            return Duration.ZERO;
        }
        Kept last = own.getLast();
        Kept equal = own.getFirst();
        for (Kept kept : own) {
            if (kept.sighting().written().compareTo(has) <= 0) {
                equal = kept;
            }
        }
        return Duration.ofNanos(last.ticks() - equal.ticks());
    }
}
