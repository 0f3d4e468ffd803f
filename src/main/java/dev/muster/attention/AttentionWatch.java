package dev.muster.attention;

import dev.muster.common.Changed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells when the list has become another one. Much of it comes by the mere passing of time (an item is overdue, somebody
 * has gone quiet) and no act tells of that; so one look every few seconds serves every open browser. A change of
 * anything makes it look at once.
 */
@Component
class AttentionWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AttentionWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** One act publishes several facts, and what shows the act itself comes first. */
    private static final Duration SETTLED = Duration.ofMillis(250);

    private final Attentions attentions;
    private final ApplicationEventPublisher events;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile @Nullable ScheduledExecutorService watching;
    private @Nullable List<Attention> last;

    AttentionWatch(Attentions attentions, ApplicationEventPublisher events) {
        this.attentions = attentions;
        this.events = events;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(Changed fact) {
        ScheduledExecutorService executor = watching;
        if (executor != null && !(fact instanceof AttentionChanged) && asked.compareAndSet(false, true)) {
            try {
                executor.schedule(this::look, SETTLED.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The console is closing: nobody looks at the attention list any more");
            }
        }
    }

    /** Compares the list with the one before. */
    synchronized void look() {
        asked.set(false);
        try {
            List<Attention> now = attentions.all();
            if (!now.equals(last)) {
                last = now;
                events.publishEvent(new AttentionChanged());
            }
        } catch (RuntimeException e) {
            // The next look is a few seconds away; one that throws would be the last.
            if (isRunning()) {
                LOG.warn("The attention list cannot be read: {}", e.getMessage());
            }
        }
    }

    @Override
    public void start() {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("attention-watch").factory());
        executor.scheduleWithFixedDelay(this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        watching = executor;
    }

    @Override
    public void stop() {
        ScheduledExecutorService executor = watching;
        watching = null;
        if (executor != null) {
            executor.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return watching != null;
    }
}
