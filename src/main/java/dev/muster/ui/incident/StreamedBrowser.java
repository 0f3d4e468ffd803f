package dev.muster.ui.incident;

import dev.muster.incident.IncidentId;
import jakarta.websocket.CloseReason;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The end of one browser's stream. What it is told goes out without anybody waiting for it. A browser that is slow is
 * told what waits for it; one that is slower still is told how all stands once it can listen again.
 */
final class StreamedBrowser {

    private static final int MOST_WAITING = 16;
    private static final long PATIENCE_MS = 10_000;

    private final String ticket;
    private final String login;
    private final Viewer viewer;
    private final IncidentId incident;
    private final Supplier<String> whole;
    private final Deque<String> waiting = new ArrayDeque<>();
    private @Nullable Session session;
    private boolean sending;
    private boolean behind;

    /**
     * One that does not listen yet.
     *
     * @param whole how all stands, asked when this browser has missed something
     */
    StreamedBrowser(String ticket, String login, Viewer viewer, IncidentId incident, Supplier<String> whole) {
        this.ticket = ticket;
        this.login = login;
        this.viewer = viewer;
        this.incident = incident;
        this.whole = whole;
    }

    String ticket() {
        return ticket;
    }

    String login() {
        return login;
    }

    IncidentId incident() {
        return incident;
    }

    /** What it may do; what all who may do the same are told is one text. */
    Viewer viewer() {
        return viewer;
    }

    /** Whether it hears what it is told. */
    synchronized boolean listens() {
        return session != null;
    }

    synchronized void begin(Session opened) {
        end(CloseReason.CloseCodes.GOING_AWAY);
        opened.getAsyncRemote().setSendTimeout(PATIENCE_MS);
        session = opened;
    }

    synchronized void tell(String message) {
        if (session == null || behind) {
            return;
        }
        if (waiting.size() == MOST_WAITING) {
            waiting.clear();
            behind = true;
            return;
        }
        waiting.add(message);
        next();
    }

    /** A sign of life; a browser that is being told something has one. */
    synchronized void beat() {
        if (!sending && waiting.isEmpty()) {
            tell("");
        }
    }

    private void next() {
        Session to = session;
        if (to == null || sending || (waiting.isEmpty() && !behind)) {
            return;
        }
        String message = waiting.isEmpty() ? whole.get() : waiting.remove();
        behind = behind && !waiting.isEmpty();
        sending = true;
        try {
            to.getAsyncRemote().sendText(message, result -> sent(to, result));
        } catch (IllegalStateException e) {
            lost(to);
        }
    }

    private synchronized void sent(Session to, SendResult result) {
        if (!to.equals(session)) {
            return;
        }
        sending = false;
        if (result.isOK()) {
            next();
        } else {
            lost(to);
        }
    }

    /** That connection is gone; whether it was the one in use. */
    synchronized boolean lost(Session gone) {
        if (!gone.equals(session)) {
            return false;
        }
        end(CloseReason.CloseCodes.GOING_AWAY);
        return true;
    }

    synchronized void end(CloseReason.CloseCode why) {
        Session open = session;
        session = null;
        sending = false;
        behind = false;
        waiting.clear();
        if (open != null && open.isOpen()) {
            // A browser that takes nothing any more holds up whoever says good-bye to it.
            Thread.ofVirtual().name("ends-stream").start(() -> close(open, why));
        }
    }

    static void close(Session open, CloseReason.CloseCode why) {
        try {
            open.close(new CloseReason(why, ""));
        } catch (IOException | IllegalStateException e) {
            // It broke before it could be closed: it is gone either way.
            return;
        }
    }
}
