package dev.muster.roster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes signs of life, few of many, and tells screens when somebody comes or goes quiet. */
@Component
class PresenceLog implements Presence {

    private static final Logger LOG = LoggerFactory.getLogger(PresenceLog.class);
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final JooqAttendances attendances;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Map<String, Instant> written = new ConcurrentHashMap<>();
    private volatile Set<String> present = Set.of();

    PresenceLog(
            JooqAttendances attendances,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.attendances = attendances;
        this.transactions = new TransactionTemplate(transactions);
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void seen(String login) {
        Instant now = clock.instant();
        Instant last = written.get(login);
        if (last != null && now.isBefore(last.plus(EVERY))) {
            return;
        }
        // One of several requests at once writes; a failed write is not tried again before its time either.
        boolean mine = last == null ? written.putIfAbsent(login, now) == null : written.replace(login, last, now);
        if (mine) {
            boolean back = last == null || !last.plus(Attendance.PRESENT).isAfter(now);
            write(login, now, back);
        }
    }

    private void write(String login, Instant now, boolean back) {
        try {
            transactions.executeWithoutResult(status -> attendances.seen(login, now));
        } catch (DataAccessException | TransactionException e) {
            // A page must not fail because nobody can note that it is open.
            LOG.debug("{} was seen, but it could not be written: {}", login, e.getMessage());
            return;
        }
        if (back) {
            look();
        }
    }

    /** Compares who is here with who was; called now and then, because to go quiet makes no noise. */
    void look() {
        Set<String> now = attendances.seenSince(clock.instant().minus(Attendance.PRESENT));
        if (!now.equals(present)) {
            present = now;
            events.publishEvent(new PresenceChanged());
        }
    }
}
