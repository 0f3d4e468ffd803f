package dev.muster.status;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Tells screens of a change at once, and writes it into the history as soon as the database takes it: two threads, so that
 * neither a slow listener nor a database that is down holds up the other, or the probes.
 */
@Component
class StatusTeller implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(StatusTeller.class);
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final Duration WRITE = Duration.ofSeconds(10);
    /** Weeks of a quiet estate, or a long night of a flapping one. */
    private static final int MOST_WAITING = 10_000;

    private final HistoryKeeper history;
    private final ApplicationEventPublisher events;
    private final ScheduledExecutorService telling = single("status-teller");
    private final ScheduledExecutorService writing = single("status-history");
    private final Deque<Transition> waiting = new ArrayDeque<>();
    private boolean failing;

    StatusTeller(HistoryKeeper history, ApplicationEventPublisher events, @Value("${muster.probing:true}") boolean on) {
        this.history = history;
        this.events = events;
        if (on) {
            telling.scheduleWithFixedDelay(
                    () -> publish(new StatusRefreshed()),
                    REFRESH.toMillis(),
                    REFRESH.toMillis(),
                    TimeUnit.MILLISECONDS);
            writing.scheduleWithFixedDelay(this::write, 0, WRITE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static ScheduledExecutorService single(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    void moved(Transition transition) {
        synchronized (waiting) {
            waiting.addLast(transition);
            if (waiting.size() > MOST_WAITING) {
                waiting.removeFirst();
            }
        }
        LOG.info("{} is {}: {}", transition.service(), transition.state(), transition.evidence());
        changed();
        execute(writing, this::write);
    }

    void changed() {
        execute(telling, () -> publish(new StatusChanged()));
    }

    private static void execute(ScheduledExecutorService executor, Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("The console is closing: nobody is told any more");
        }
    }

    private void publish(Object fact) {
        try {
            events.publishEvent(fact);
        } catch (RuntimeException e) {
            // A listener's fault is its own; the next fact must still be told.
            LOG.warn("Somebody could not take in {}: {}", fact, e.getMessage());
        }
    }

    /** What was not written stays for the next time. */
    synchronized void write() {
        List<Transition> next;
        synchronized (waiting) {
            next = new ArrayList<>(waiting);
        }
        try {
            history.write(next);
            synchronized (waiting) {
                next.forEach(waiting::removeFirstOccurrence);
            }
            if (failing) {
                LOG.info("The history of services is written again");
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("The history of services waits for the database: {}", e.getMessage());
            }
            failing = true;
        }
    }

    @Override
    public void destroy() {
        telling.shutdownNow();
        writing.shutdownNow();
    }
}
