package dev.muster.notification;

import dev.muster.notification.Outbox.Stranded;
import dev.muster.plan.Channel;
import dev.muster.plan.Plans;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Takes due copies out of the outbox, a few at a time, and carries them. Holds no state that a crash could lose. */
@Component
class OutboxSender implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);
    private static final Duration WRITE_DOWN_AGAIN = Duration.ofMillis(500);
    private static final Duration LAST_MESSAGES = Duration.ofSeconds(20);

    private final Outbox outbox;
    private final DeliveryBook book;
    private final Plans plans;
    private final NotificationSettings settings;
    private final Clock clock;
    private final Map<Channel.Kind, Courier> couriers = new EnumMap<>(Channel.Kind.class);
    private final ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore free;
    private volatile boolean stopping;

    OutboxSender(
            Outbox outbox,
            DeliveryBook book,
            Plans plans,
            List<Courier> couriers,
            NotificationSettings settings,
            Clock clock) {
        this.outbox = outbox;
        this.book = book;
        this.plans = plans;
        this.settings = settings;
        this.clock = clock;
        this.free = new Semaphore(settings.lanes());
        couriers.forEach(it -> this.couriers.put(it.kind(), it));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(OutboxWanted wanted) {
        wake();
    }

    /** Called every few seconds: what a dead console left, and what is due again. */
    void sweep() {
        for (Stranded stranded : book.strand()) {
            LOG.warn("A copy was left by a console that stopped; it is {} now", stranded.state());
        }
        wake();
    }

    /** Opens a lane unless all are open; each copy that is found opens another one. */
    private void wake() {
        if (!stopping && free.tryAcquire()) {
            lanes.execute(this::drain);
        }
    }

    private void drain() {
        try {
            Optional<Letter> next = next();
            while (next.isPresent()) {
                wake();
                carry(next.get());
                next = next();
            }
        } catch (RuntimeException e) {
            LOG.warn("The outbox is looked at again in a moment: {}", e.getMessage());
        } finally {
            free.release();
        }
    }

    private Optional<Letter> next() {
        return stopping ? Optional.empty() : outbox.claim(UUID.randomUUID(), settings.lease(), clock.instant());
    }

    private void carry(Letter letter) {
        book.tell(letter);
        AtomicBoolean handedOver = new AtomicBoolean();
        try {
            writeDown(letter, tried(letter, handedOver));
        } catch (Courier.LostCopy e) {
            LOG.warn("Copy {} is looked after by another console", letter.id());
        }
    }

    private Outcome tried(Letter letter, AtomicBoolean handedOver) {
        Optional<Channel> channel = plans.current().plan().channels().stream()
                .filter(it -> it.key().equals(letter.channelKey()) && it.kind() == letter.kind())
                .findFirst();
        Courier courier = couriers.get(letter.kind());
        if (channel.isEmpty() || courier == null) {
            return new Outcome.Rejected("The plan in force has no such channel any more.");
        }
        try {
            return courier.deliver(letter, channel.get(), () -> {
                if (!outbox.handOver(letter)) {
                    throw new Courier.LostCopy();
                }
                handedOver.set(true);
            });
        } catch (Courier.LostCopy e) {
            throw e;
        } catch (RuntimeException e) {
            // Only the kind of fault: the words of a library may hold the address.
            LOG.warn(
                    "Copy {} could not be carried: {}",
                    letter.id(),
                    e.getClass().getSimpleName());
            String fault =
                    "Something went wrong in the console (" + e.getClass().getSimpleName() + ").";
            return handedOver.get() ? new Outcome.Unsure(fault) : new Outcome.TryAgain(fault, Optional.empty());
        }
    }

    /** The receiver has answered: that must not be lost because the database is away for a moment. */
    private void writeDown(Letter letter, Outcome outcome) {
        long patience = settings.lease().dividedBy(WRITE_DOWN_AGAIN);
        while (true) {
            try {
                book.settle(letter, outcome);
                return;
            } catch (RuntimeException e) {
                if (patience-- <= 0) {
                    LOG.error("The outcome of copy {} could not be written down: {}", letter.id(), outcome);
                    return;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(WRITE_DOWN_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is on its way gets its answer; nothing new leaves. */
    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        lanes.shutdown();
        if (!lanes.awaitTermination(LAST_MESSAGES.toSeconds(), TimeUnit.SECONDS)) {
            lanes.shutdownNow();
        }
    }
}
