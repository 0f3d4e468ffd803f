package dev.muster.recovery.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that the worker of a run lives, and listens for a cancel that was asked for on another console. */
final class Heartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final ActiveRun active;
    private final JooqLeases leases;
    private final Duration every;
    private final CountDownLatch closed = new CountDownLatch(1);

    Heartbeat(ActiveRun active, JooqLeases leases, Duration every) {
        this.active = active;
        this.leases = leases;
        this.every = every;
        Thread.ofPlatform()
                .daemon()
                .name("run-" + active.lease().run() + "-heartbeat")
                .start(this::beat);
    }

    void close() {
        closed.countDown();
    }

    private void beat() {
        try {
            while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS) && !active.lost()) {
                once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() {
        try {
            switch (leases.renew(active.lease())) {
                case OURS -> {}
                case CANCELLED -> active.cancel();
                case LOST -> {
                    LOG.warn(
                            "Run {} is driven by another worker now",
                            active.lease().run());
                    active.lose();
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("No heartbeat for run {}: {}", active.lease().run(), e.getMessage());
        }
    }
}
