package dev.muster.ui.incident;

import dev.muster.incident.IncidentId;
import dev.muster.recovery.RunId;
import jakarta.websocket.Session;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A room that somebody is in: what all of them are shown, and their streams. */
final class SharedRoom {

    /** How many changes there were; what was read before the last of them is old. */
    final AtomicLong wanted = new AtomicLong(1);

    final AtomicBoolean waiting = new AtomicBoolean();
    final AtomicBoolean completing = new AtomicBoolean();
    int browsers;

    private final IncidentId id;
    private final RoomReader reader;
    private final SharedRows rows;
    private final Clock clock;
    private final Set<StreamedBrowser> streamed = ConcurrentHashMap.newKeySet();
    private final Object completely = new Object();
    private long read;
    private @Nullable RoomState screens;
    private volatile @Nullable RoomState state;

    SharedRoom(IncidentId id, RoomReader reader, SharedRows rows, Clock clock) {
        this.id = id;
        this.reader = reader;
        this.rows = rows;
        this.clock = clock;
    }

    /** Whoever opened it has read it; whether nobody was here before. */
    synchronized boolean begin(RoomState opened) {
        boolean first = state == null;
        if (first) {
            state = opened;
            screens = opened;
        }
        return first;
    }

    Optional<RoomState> state() {
        return Optional.ofNullable(state);
    }

    boolean shows(RunId run) {
        return state().filter(it -> it.runs().stream().anyMatch(of -> of.id().equals(run)))
                .isPresent();
    }

    /** With every change that was counted before this call. What is new is on its way to the streams by then. */
    synchronized Optional<RoomState> current() {
        long upTo = wanted.get();
        if (read < upTo) {
            RoomState before = state;
            Optional<RoomState> now = before == null ? reader.read(id) : reader.quick(id, before);
            read = upTo;
            now.ifPresent(this::turn);
        }
        return state();
    }

    /** Reads all that a room shows; a tick that comes meanwhile does not wait for it. */
    Optional<RoomState> complete() {
        synchronized (completely) {
            long upTo = wanted.get();
            reader.read(id).ifPresent(it -> finish(it, upTo));
        }
        return state();
    }

    private synchronized void finish(RoomState whole, long upTo) {
        RoomState before = state;
        // What was read of the checklist meanwhile is newer than what this reading found of it.
        RoomState now = before != null && read > upTo ? whole.with(before.room()) : whole;
        read = Math.max(read, upTo);
        if (!now.equals(before)) {
            turn(now);
        } // else all browsers go on sharing the one that they hold
    }

    /** Whether the screens were told of something else than this last time. */
    synchronized boolean turnScreens() {
        boolean other = !Objects.equals(state, screens);
        screens = state;
        return other;
    }

    /** Whether the screens must be told at once, for the streams cannot say all of it. */
    synchronized boolean pressing() {
        RoomState now = state;
        RoomState before = screens;
        return now != null
                && (before == null
                        || !before.incident().equals(now.incident())
                        || RoomNews.otherRows(before, now)
                        || streamed.stream().anyMatch(it -> !it.listens()));
    }

    private void turn(RoomState now) {
        RoomState before = state;
        state = now;
        if (before != null) {
            Map<Viewer, Optional<String>> messages = new HashMap<>();
            streamed.forEach(it -> messages.computeIfAbsent(it.viewer(), kind -> news(before, now, kind))
                    .ifPresent(it::tell));
        }
    }

    private Optional<String> news(@Nullable RoomState before, RoomState now, Viewer viewer) {
        return new RoomNews(before, now, viewer, clock.instant()).message(rows);
    }

    /** How all stands now, for those who may do the same. */
    String whole(Viewer viewer) {
        return state().flatMap(it -> news(null, it, viewer)).orElse("");
    }

    void enter(StreamedBrowser browser) {
        streamed.add(browser);
    }

    void leave(StreamedBrowser browser) {
        streamed.remove(browser);
    }

    /**
     * Its stream stands: it is told all that comes from now on, and what it does not show yet.
     *
     * @param seen what its page shows; null: nobody knows
     */
    synchronized void listen(StreamedBrowser browser, Session session, @Nullable RoomState seen) {
        browser.begin(session);
        state().filter(it -> !it.equals(seen))
                .flatMap(it -> news(seen, it, browser.viewer()))
                .ifPresent(browser::tell);
    }
}
