package dev.muster.recovery.engine;

import dev.muster.recovery.RunId;
import dev.muster.recovery.step.StepContext.LostLease;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Drives runs in the caller's thread. Whoever is told of a run calls it; the lease decides who really drives. */
@Component
class RunDriver implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RunDriver.class);
    private static final long STOP_MILLIS = 8000;

    private final RunWalk walk;
    private final Desk desk;
    private final ApplicationEventPublisher events;
    private final Map<RunId, ActiveRun> active = new ConcurrentHashMap<>();
    private final String console = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    private volatile boolean running;

    RunDriver(RunWalk walk, Desk desk, ApplicationEventPublisher events) {
        this.walk = walk;
        this.desk = desk;
        this.events = events;
    }

    /** Drives the run as far as it goes; does nothing when another worker has it or it wants nothing. */
    void drive(RunId run) {
        if (!running) {
            return;
        }
        Optional<Lease> claimed = desk.leases().claim(run, console);
        if (claimed.isEmpty()) {
            return;
        }
        ActiveRun driven = new ActiveRun(claimed.get());
        active.put(run, driven);
        Optional<Duration> again = Optional.empty();
        Heartbeat heartbeat =
                new Heartbeat(driven, desk.leases(), desk.settings().heartbeat());
        try {
            again = walk.walk(driven);
        } catch (LostLease e) {
            LOG.warn("Left run {}: {}", run, e.getMessage());
        } finally {
            heartbeat.close();
            driven.finished();
            active.remove(run, driven);
            if (released(driven.lease())) {
                again = Optional.of(Duration.ZERO);
            }
        }
        again.ifPresent(pause -> events.publishEvent(new RunWanted(run, pause)));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(CancelWanted wanted) {
        ActiveRun driven = active.get(wanted.run());
        if (driven != null) {
            driven.cancel();
        }
    }

    /** Whether the run wants to go on at once. */
    private boolean released(Lease lease) {
        try {
            return desk.leases().release(lease);
        } catch (RuntimeException e) {
            LOG.warn("The lease of {} ends by itself: {}", lease.target(), e.getMessage());
            return false;
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Ends the processes of the runs and leaves the rows as they are: the next console goes on from there. */
    @Override
    public void stop() {
        running = false;
        active.values().forEach(ActiveRun::stop);
        active.values().forEach(it -> it.awaitEnd(STOP_MILLIS));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        // Starts before Quartz, which is at the very end.
        return Integer.MAX_VALUE - 4096;
    }
}
