package dev.muster.ui.incident;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import dev.muster.incident.IncidentId;
import dev.muster.security.AccountChanged;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The streams over which browsers hear of changes in a room. A page gets a ticket when it is shown and gives it back when
 * it is left, when its session ends or when its tab has died; a stream stands for as long as its ticket does.
 */
@org.springframework.stereotype.Component
class RoomStreams implements DisposableBean {

    private static final int TICKET_BYTES = 16;
    /** Proxies close what says nothing for a minute. */
    private static final Duration BEAT = Duration.ofSeconds(20);

    private final RoomFeed feed;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("stream-beat").factory());

    RoomStreams(RoomFeed feed) {
        this.feed = feed;
        beating.scheduleWithFixedDelay(
                () -> held.values().forEach(it -> it.browser.beat()),
                BEAT.toMillis(),
                BEAT.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /**
     * A ticket that somebody holds.
     *
     * @param lost told in the page when its stream broke
     */
    private record Held(StreamedBrowser browser, UI ui, Supplier<@Nullable RoomState> shown, Runnable lost) {}

    /** One more, which listens once its page is shown. */
    StreamedBrowser browser(IncidentId incident, Viewer viewer) {
        byte[] ticket = new byte[TICKET_BYTES];
        random.nextBytes(ticket);
        Viewer kind = viewer.kind();
        return new StreamedBrowser(
                "room-" + HexFormat.of().formatHex(ticket), viewer.login(), kind, incident, () -> feed.room(incident)
                        .map(it -> it.whole(kind))
                        .orElse(""));
    }

    /**
     * Lets the browser of that component listen for as long as the component is attached.
     *
     * @param shown what its page shows
     * @param lost called in its UI when the stream broke: from then on the server states what changes
     */
    void whileAttached(
            Component component, StreamedBrowser browser, Supplier<@Nullable RoomState> shown, Runnable lost) {
        component.addAttachListener(it -> {
            held.put(browser.ticket(), new Held(browser, it.getUI(), shown, lost));
            feed.room(browser.incident()).ifPresent(room -> room.enter(browser));
            component.getElement().executeJs("window.musterStream.open(this, $0)", browser.ticket());
        });
        component.addDetachListener(it -> {
            held.remove(browser.ticket());
            feed.room(browser.incident()).ifPresent(room -> room.leave(browser));
            browser.end(CloseReason.CloseCodes.NORMAL_CLOSURE);
        });
    }

    /** Whether there is such a ticket, held by a page of that person. */
    boolean admits(String ticket, String login) {
        return Optional.ofNullable(held.get(ticket))
                .filter(it -> it.browser.login().equals(login))
                .isPresent();
    }

    /** @param again it had a stream before, and may have missed something */
    void opened(String ticket, Session session, boolean again) {
        Held page = held.get(ticket);
        Optional<SharedRoom> room = Optional.ofNullable(page).flatMap(it -> feed.room(it.browser.incident()));
        if (page == null || room.isEmpty()) {
            StreamedBrowser.close(session, CloseReason.CloseCodes.VIOLATED_POLICY);
            return;
        }
        room.get().listen(page.browser, session, again ? null : page.shown.get());
        if (!page.equals(held.get(ticket))) {
            page.browser.end(CloseReason.CloseCodes.VIOLATED_POLICY); // it was left in this very moment
        }
    }

    void closed(String ticket, Session session) {
        Held page = held.get(ticket);
        if (page != null && page.browser.lost(session)) {
            try {
                page.ui.access(page.lost::run);
            } catch (UIDetachedException e) {
                // The page is being left: nobody is there to be told.
                return;
            }
        }
    }

    /** Whoever may do something else now, or nothing, hears nothing more; the page itself is left as well. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AccountChanged changed) {
        held.values().removeIf(it -> {
            boolean theirs = it.browser.login().equals(changed.login());
            if (theirs) {
                it.browser.end(CloseReason.CloseCodes.VIOLATED_POLICY);
            }
            return theirs;
        });
    }

    @Override
    public void destroy() {
        beating.shutdownNow();
        held.values().forEach(it -> it.browser.end(CloseReason.CloseCodes.GOING_AWAY));
    }
}
