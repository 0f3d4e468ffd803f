package dev.muster.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Lets go of tabs that died without a word. Vaadin looks for them only when another request of the same browser comes,
 * so those of a machine that went away would be kept, and written to with each change, until the session ends.
 */
@Component
class DeadTabs implements VaadinServiceInitListener, DisposableBean {

    /** As many missed signs of life as Vaadin itself allows, and half a one for those on their way. */
    private static final double MISSED = 3.5;

    private final Clock clock;
    private final Set<VaadinSession> sessions = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watching = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("dead-tabs").factory());

    DeadTabs(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addSessionInitListener(it -> sessions.add(it.getSession()));
        event.getSource().addSessionDestroyListener(it -> sessions.remove(it.getSession()));
        int heartbeat = event.getSource().getDeploymentConfiguration().getHeartbeatInterval();
        if (heartbeat > 0) {
            Duration silence = Duration.ofMillis((long) (heartbeat * MISSED * 1000));
            watching.scheduleWithFixedDelay(() -> look(silence), heartbeat, heartbeat, TimeUnit.SECONDS);
        }
    }

    private void look(Duration silence) {
        Instant before = clock.instant().minus(silence);
        sessions.forEach(session -> session.access(() -> List.copyOf(session.getUIs()).stream()
                .filter(ui -> silentSince(ui, before))
                .forEach(session::removeUI)));
    }

    private static boolean silentSince(UI ui, Instant before) {
        return ui.getInternals().getLastHeartbeatTimestamp() < before.toEpochMilli();
    }

    @Override
    public void destroy() {
        watching.shutdownNow();
    }
}
