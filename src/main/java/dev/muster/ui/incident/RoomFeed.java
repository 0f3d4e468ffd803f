package dev.muster.ui.incident;

import com.vaadin.flow.component.Component;
import dev.muster.incident.IncidentChanged;
import dev.muster.incident.IncidentId;
import dev.muster.recovery.RunChanged;
import dev.muster.recovery.RunId;
import dev.muster.ui.shell.LiveUpdates;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Reads a room once per change, however many browsers are in it. Changes that come while one reading is under way are
 * answered by one more reading for all of them.
 */
@org.springframework.stereotype.Component
class RoomFeed implements DisposableBean {

    /** What a tick itself changes is on its way to all browsers by then; the rest is read once for a burst of ticks. */
    private static final Duration SETTLED = Duration.ofMillis(400);

    private final RoomReader reader;
    private final LiveUpdates liveUpdates;
    private final ApplicationEventPublisher publisher;
    private final Map<IncidentId, Shared> rooms = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("room-feed").factory());

    RoomFeed(RoomReader reader, LiveUpdates liveUpdates, ApplicationEventPublisher publisher) {
        this.reader = reader;
        this.liveUpdates = liveUpdates;
        this.publisher = publisher;
    }

    /** Shows the room to the component after each change, in its UI, for as long as it is attached. */
    void whileAttached(Component component, IncidentId id, Consumer<RoomState> show) {
        component.addAttachListener(it -> {
            rooms.compute(id, (key, shared) -> entered(shared));
            // What changed after the page was read and before this browser counted as one in the room.
            current(id).ifPresent(show);
        });
        component.addDetachListener(it -> rooms.computeIfPresent(id, (key, shared) -> left(shared)));
        liveUpdates.whileAttached(component, new RoomRead(id), () -> Optional.ofNullable(rooms.get(id))
                .flatMap(it -> Optional.ofNullable(it.state))
                .ifPresent(show));
    }

    /** The room with every change that was committed before this call and published in this console. */
    Optional<RoomState> current(IncidentId id) {
        Shared shared = rooms.get(id);
        return shared == null ? reader.read(id) : shared.current(id);
    }

    /** The room as the database has it now, whoever changed it. */
    Optional<RoomState> fresh(IncidentId id) {
        Shared shared = rooms.get(id);
        if (shared == null) {
            return reader.read(id);
        }
        shared.complete(id);
        return Optional.ofNullable(shared.state);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    public void on(IncidentChanged changed) {
        Shared shared = rooms.get(changed.incident());
        if (shared != null) {
            readSoon(changed.incident(), shared);
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    public void on(RunChanged changed) {
        rooms.forEach((id, shared) -> {
            if (shared.shows(changed.run())) {
                readSoon(id, shared);
            }
        });
    }

    private void readSoon(IncidentId id, Shared shared) {
        shared.wanted.incrementAndGet();
        if (shared.waiting.compareAndSet(false, true)) {
            executor.execute(() -> {
                // First, so that a change that comes while this one reads is read as well.
                shared.waiting.set(false);
                if (shared.current(id).isPresent()) {
                    publisher.publishEvent(new RoomRead(id));
                    completeSoon(id, shared);
                }
            });
        }
    }

    private void completeSoon(IncidentId id, Shared shared) {
        if (shared.completing.compareAndSet(false, true)) {
            later.schedule(
                    () -> executor.execute(() -> {
                        shared.completing.set(false);
                        if (shared.complete(id)) {
                            publisher.publishEvent(new RoomRead(id));
                        }
                    }),
                    SETTLED.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private Shared entered(@Nullable Shared shared) {
        Shared room = shared == null ? new Shared() : shared;
        room.browsers++;
        return room;
    }

    private static @Nullable Shared left(Shared shared) {
        shared.browsers--;
        return shared.browsers == 0 ? null : shared;
    }

    @Override
    public void destroy() {
        later.shutdownNow();
        executor.close();
    }

    private final class Shared {

        final AtomicLong wanted = new AtomicLong(1);
        final AtomicBoolean waiting = new AtomicBoolean();
        final AtomicBoolean completing = new AtomicBoolean();
        int browsers;
        private long read;
        volatile @Nullable RoomState state;

        synchronized Optional<RoomState> current(IncidentId id) {
            long upTo = wanted.get();
            if (read < upTo) {
                RoomState before = state;
                Optional<RoomState> now = before == null ? reader.read(id) : reader.quick(id, before);
                read = upTo;
                now.ifPresent(it -> state = it);
            }
            return Optional.ofNullable(state);
        }

        /** Reads all that a room shows; whether it is otherwise than what was shown. */
        synchronized boolean complete(IncidentId id) {
            RoomState before = state;
            long upTo = wanted.get();
            Optional<RoomState> now = reader.read(id);
            read = upTo;
            if (now.equals(Optional.ofNullable(before))) {
                return false; // and all browsers go on sharing the one that they hold
            }
            now.ifPresent(it -> state = it);
            return true;
        }

        boolean shows(RunId run) {
            RoomState now = state;
            return now != null && now.runs().stream().anyMatch(it -> it.id().equals(run));
        }
    }
}
