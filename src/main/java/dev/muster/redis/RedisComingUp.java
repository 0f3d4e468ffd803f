package dev.muster.redis;

import dev.muster.common.Refused;
import dev.muster.host.ServiceControl;
import dev.muster.recovery.step.StepContext;
import java.time.Duration;

/** Waits until a Redis that was started has loaded its data, or is seen to have ended. */
record RedisComingUp(RedisPlace place, ServiceControl control, Duration atMost, StepContext context) {

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** @throws Refused with its last log lines when it ended, or with what it says when it does not get ready in time */
    RedisServer.State up() {
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean again = false;
        while (true) {
            String waits;
            try {
                RedisServer.State state = place.server().state();
                if (!state.loading()) {
                    return state;
                }
                waits = "it still loads its data";
                context.progress(place.service().title() + " loads its data");
            } catch (RedisConnection.Denied e) {
                throw e;
            } catch (Refused e) {
                waits = e.getMessage();
            }
            if (!control.running()) {
                if (again) {
                    throw new Refused(place.name() + " ended again after its start");
                }
                // Ended after it had been seen: a second start says its last words, or it is up
                again = true;
                control.start();
            }
            if (System.nanoTime() > deadline) {
                throw new Refused(place.name() + " did not get ready within " + atMost.toSeconds() + " s: " + waits);
            }
            pause();
        }
    }

    private void pause() {
        context.guard();
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("Interrupted while Redis was starting", e);
        }
    }
}
