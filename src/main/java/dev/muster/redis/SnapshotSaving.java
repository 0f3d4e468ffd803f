package dev.muster.redis;

import dev.muster.common.Refused;
import java.time.Duration;

/** Has a Redis write a new snapshot and waits for its real end. */
final class SnapshotSaving {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MOST_IDLE = 25;

    private final RedisServer server;
    private final Runnable guard;
    private final long deadline;

    SnapshotSaving(RedisServer server, Duration atMost, Runnable guard) {
        this.server = server;
        this.guard = guard;
        this.deadline = System.nanoTime() + atMost.toNanos();
    }

    /**
     * Returns when a snapshot that began after the call is written.
     *
     * @return a second of the server's clock that the snapshot is not older than
     * @throws Refused when Redis could not write it, or not in time
     */
    long fresh() {
        long last = quiet().lastSave();
        // The server notes a save by the second: a new one must fall into another second than the last
        long begun = server.seconds();
        while (begun <= last) {
            pause("the server's clock passes its last save");
            begun = server.seconds();
        }
        guard.run();
        server.save();
        boolean seen = false;
        int idle = 0;
        RedisServer.State now = server.state();
        while (now.lastSave() < begun) {
            seen |= now.saving();
            idle = now.busy() ? 0 : idle + 1;
            // one that had to wait for a rewrite is taken up within a moment of its end
            if (idle > (seen ? 0 : MOST_IDLE)) {
                throw new Refused("Redis could not write its snapshot (rdb_last_bgsave_status is "
                        + now.told().getOrDefault("rdb_last_bgsave_status", "unknown") + "): its log says why,"
                        + " most often a full disk or no memory to fork");
            }
            pause("Redis writes its snapshot");
            now = server.state();
        }
        return begun;
    }

    /** A save that is under way began before us and is not the one that is wanted. */
    private RedisServer.State quiet() {
        RedisServer.State state = server.state();
        while (state.saving() || state.loading()) {
            pause(state.loading() ? "Redis loads its data" : "the save that is under way ends");
            state = server.state();
        }
        return state;
    }

    private void pause(String until) {
        guard.run();
        if (System.nanoTime() > deadline) {
            throw new Refused("It took too long until " + until);
        }
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("Interrupted while waiting until " + until, e);
        }
    }
}
