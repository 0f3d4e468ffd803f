package dev.muster.relay;

import dev.muster.common.FactsMissed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Hears what other consoles did, over a connection of its own, and publishes it here. */
@Component
class FactListener implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FactListener.class);
    private static final int LOOK_MS = 500;
    private static final long PAUSE_MS = 2_000;

    private final DataSource database;
    private final JooqFactSender sender;
    private final ApplicationEventPublisher events;
    private volatile @Nullable Thread listening;

    FactListener(DataSource database, JooqFactSender sender, ApplicationEventPublisher events) {
        this.database = database;
        this.sender = sender;
        this.events = events;
    }

    private void listen() {
        boolean first = true;
        while (isRunning()) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("listen " + JooqFactSender.CHANNEL);
                if (!first) {
                    publish(new FactsMissed());
                }
                first = false;
                follow(connection.unwrap(PGConnection.class));
                statement.execute("unlisten *");
            } catch (SQLException e) {
                if (isRunning()) {
                    LOG.warn("What other consoles do is not heard until the database answers: {}", e.getMessage());
                    first = false;
                    pause();
                }
            }
        }
    }

    private void follow(PGConnection connection) throws SQLException {
        while (isRunning()) {
            PGNotification[] heard = connection.getNotifications(LOOK_MS);
            for (PGNotification each : heard == null ? new PGNotification[0] : heard) {
                Letter.read(each.getParameter())
                        .filter(it -> !it.origin().equals(sender.origin()))
                        .ifPresent(it -> publish(it.fact()));
            }
        }
    }

    private void publish(Object fact) {
        sender.delivering(() -> {
            try {
                events.publishEvent(fact);
            } catch (RuntimeException e) {
                // One listener's fault must not make this console deaf.
                LOG.warn("{} of another console could not be followed: {}", fact, e.getMessage());
            }
        });
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        Thread thread = Thread.ofPlatform().daemon().name("facts-of-others").unstarted(this::listen);
        listening = thread;
        thread.start();
    }

    @Override
    public void stop() {
        Thread thread = listening;
        listening = null;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(2 * PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return listening != null;
    }
}
