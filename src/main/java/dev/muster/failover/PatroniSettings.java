package dev.muster.failover;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * How long Patroni takes over things, and whether a standby must have every commit.
 *
 * @param ttl so long a leader that is gone keeps its lock
 * @param loop between two looks
 */
record PatroniSettings(Duration ttl, Duration loop, boolean synchronous) {

    private static final int LONGEST = 600;

    static PatroniSettings of(JsonNode node) {
        return new PatroniSettings(
                Duration.ofSeconds(Math.clamp(node.path("ttl").asLong(30), 1, LONGEST)),
                Duration.ofSeconds(Math.clamp(node.path("loop_wait").asLong(10), 1, LONGEST)),
                synchronous(node.path("synchronous_mode")));
    }

    /** A flag, or since Patroni 4 the word quorum. */
    private static boolean synchronous(JsonNode mode) {
        return mode.isString() ? !List.of("off", "false", "no").contains(mode.asString()) : mode.asBoolean(false);
    }

    /** Until the lock of a leader that is gone has run out, and it has been looked at. */
    Duration takesOver() {
        return ttl.plus(loop.multipliedBy(2)).plusSeconds(10);
    }

    /** Patroni itself waits so long before it answers, and a little more. */
    Duration answers() {
        return Duration.ofSeconds(2 * Math.max(10, loop.toSeconds()) + 5);
    }
}
