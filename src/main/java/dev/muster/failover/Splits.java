package dev.muster.failover;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentQuery;
import dev.muster.incident.Timeline;
import dev.muster.incident.TimelineKind;
import dev.muster.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Remembers where two servers write, tells every screen, and writes it into the audit log and the open incidents. */
@Component
class Splits implements TwoPrimaries {

    static final Actor WATCH = Actor.console("failover");

    private final Map<String, Split> standing = new LinkedHashMap<>();
    private final AuditLog audit;
    private final Timeline timeline;
    private final IncidentQuery incidents;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Splits(
            AuditLog audit,
            Timeline timeline,
            IncidentQuery incidents,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.audit = audit;
        this.timeline = timeline;
        this.incidents = incidents;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public synchronized List<Split> now() {
        return List.copyOf(standing.values());
    }

    /** Takes a look at both in; what could not be asked changes nothing. */
    void saw(String database, String title, Pair.Seen seen) {
        boolean both = seen.first().writable() && seen.second().writable();
        boolean unknown = !both
                && List.of(seen.first(), seen.second()).stream().anyMatch(it -> it.state() == NodeLook.State.UNKNOWN);
        if (unknown) {
            return;
        }
        Instant now = clock.instant();
        List<String> servers = List.of(seen.one().place(), seen.other().place());
        synchronized (this) {
            if (both == standing.containsKey(database)) {
                return;
            }
            if (both) {
                standing.put(database, new Split(title, servers, now));
            } else {
                standing.remove(database);
            }
        }
        // Screens first: they need no database.
        events.publishEvent(new TwoPrimariesChanged());
        String places = String.join(" and ", servers);
        record(
                database,
                both ? "see-two-primaries" : "see-one-primary",
                both
                        ? "TWO SERVERS TAKE WRITES for " + title + ": " + places + ". Stop one of them now"
                        : title + ": no longer two of " + places + " take writes",
                now);
    }

    private void record(String database, String action, String text, Instant at) {
        transaction.executeWithoutResult(status -> {
            audit.record(WATCH, AuditFact.done(action, "database", database, null, text));
            for (Incident incident : incidents.list(IncidentQuery.Filter.OPEN, 0, 20)) {
                timeline.append(incident.id(), at, TimelineKind.SERVICE, WATCH, text, null);
            }
        });
    }
}
