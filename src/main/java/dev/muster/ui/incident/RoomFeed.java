package dev.muster.ui.incident;

import com.vaadin.flow.component.Component;
import dev.muster.common.FactsMissed;
import dev.muster.incident.IncidentChanged;
import dev.muster.incident.IncidentId;
import dev.muster.recovery.RunChanged;
import dev.muster.ui.shell.LiveUpdates;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Reads a room once per change, however many browsers are in it. Changes that come while one reading is under way are
 * answered by one more reading for all of them. What the streams can say goes out at once; the screens are told of the
 * rest, once for a burst of changes.
 */
@org.springframework.stereotype.Component
class RoomFeed implements DisposableBean {

    /** What a tick itself changes is on its way to all browsers by then; the rest is read once for a burst of ticks. */
    private static final Duration SETTLED = Duration.ofMillis(400);
    /** However long ticks go on. */
    private static final int MOST_PUT_OFF = 4;

    private final RoomReader reader;
    private final LiveUpdates liveUpdates;
    private final ApplicationEventPublisher publisher;
    private final SharedRows rows;
    private final Clock clock;
    private final Map<IncidentId, SharedRoom> rooms = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("room-feed").factory());

    RoomFeed(
            RoomReader reader,
            SharedRows rows,
            LiveUpdates liveUpdates,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.reader = reader;
        this.rows = rows;
        this.clock = clock;
        this.liveUpdates = liveUpdates;
        this.publisher = publisher;
    }

    /**
     * Shows the room to the component after each change, in its UI, for as long as it is attached.
     *
     * @param opened what the component shows when it is attached
     */
    void whileAttached(Component component, RoomState opened, Consumer<RoomState> show) {
        IncidentId id = opened.incident().id();
        component.addAttachListener(it -> {
            SharedRoom room = rooms.compute(id, this::entered);
            boolean first = room.begin(opened);
            // What changed after the page was read and before this browser counted as one in the room.
            room.current().ifPresent(show);
            if (first) {
                completeSoon(id, room);
            }
        });
        component.addDetachListener(it -> rooms.computeIfPresent(id, (key, room) -> left(room)));
        liveUpdates.whileAttached(component, new RoomRead(id), () -> room(id).flatMap(SharedRoom::state)
                .ifPresent(show));
    }

    /** The room that somebody is in; empty when nobody is. */
    Optional<SharedRoom> room(IncidentId id) {
        return Optional.ofNullable(rooms.get(id));
    }

    /** The room with every change that was committed before this call and published in this console. */
    Optional<RoomState> current(IncidentId id) {
        SharedRoom room = rooms.get(id);
        return room == null ? reader.read(id) : room.current();
    }

    /** The room as the database has it now, whoever changed it. */
    Optional<RoomState> fresh(IncidentId id) {
        SharedRoom room = rooms.get(id);
        return room == null ? reader.atFirst(id) : room.complete();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    public void on(IncidentChanged changed) {
        room(changed.incident()).ifPresent(it -> readSoon(changed.incident(), it));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    public void on(RunChanged changed) {
        rooms.forEach((id, room) -> {
            if (room.shows(changed.run())) {
                readSoon(id, room);
            }
        });
    }

    @EventListener
    public void on(FactsMissed missed) {
        rooms.forEach(this::readSoon);
    }

    private void readSoon(IncidentId id, SharedRoom room) {
        room.wanted.incrementAndGet();
        if (room.waiting.compareAndSet(false, true)) {
            executor.execute(() -> {
                // First, so that a change that comes while this one reads is read as well.
                room.waiting.set(false);
                if (room.current().isPresent()) {
                    if (room.pressing()) {
                        tellScreens(id, room);
                    }
                    completeSoon(id, room);
                }
            });
        }
    }

    private void completeSoon(IncidentId id, SharedRoom room) {
        if (room.completing.compareAndSet(false, true)) {
            completeLater(id, room, room.wanted.get(), MOST_PUT_OFF);
        }
    }

    private void completeLater(IncidentId id, SharedRoom room, long changes, int putOff) {
        later.schedule(
                () -> {
                    long now = room.wanted.get();
                    if (now != changes && putOff > 0) {
                        completeLater(id, room, now, putOff - 1);
                    } else {
                        executor.execute(() -> complete(id, room));
                    }
                },
                SETTLED.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void complete(IncidentId id, SharedRoom room) {
        room.completing.set(false);
        room.complete();
        tellScreens(id, room);
    }

    private void tellScreens(IncidentId id, SharedRoom room) {
        if (room.turnScreens()) {
            publisher.publishEvent(new RoomRead(id));
        }
    }

    private SharedRoom entered(IncidentId id, @Nullable SharedRoom there) {
        SharedRoom room = there == null ? new SharedRoom(id, reader, rows, clock) : there;
        room.browsers++;
        return room;
    }

    private static @Nullable SharedRoom left(SharedRoom room) {
        room.browsers--;
        return room.browsers == 0 ? null : room;
    }

    @Override
    public void destroy() {
        later.shutdownNow();
        executor.close();
    }
}
