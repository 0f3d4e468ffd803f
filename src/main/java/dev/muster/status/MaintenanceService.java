package dev.muster.status;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.common.Refused;
import dev.muster.plan.Plans;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Announces work on a service, and ends it. */
@Service
public class MaintenanceService {

    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int LONGEST_REASON = 500;

    private final Maintenances maintenances;
    private final Plans plans;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MaintenanceService(
            Maintenances maintenances, Plans plans, AuditLog audit, ApplicationEventPublisher events, Clock clock) {
        this.maintenances = maintenances;
        this.plans = plans;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What is down in it is no outage: it is neither counted nor offered as an incident.
     *
     * @param service key in the plan in force
     * @param endsAt in the future, after the start, at most 30 days after it
     */
    @Transactional
    public long announce(String service, Instant startsAt, Instant endsAt, String reason, Actor actor) {
        require("announce-maintenance", service, actor);
        Instant now = clock.instant();
        String why = reason.strip();
        if (plans.current().plan().service(service).isEmpty()) {
            throw new Refused("The plan names no service \"" + service + "\".");
        }
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw new Refused(
                    "Reason: it has " + why.length() + " characters; allowed are 1 to " + LONGEST_REASON + ".");
        }
        if (startsAt.isBefore(now.minus(Duration.ofMinutes(5)))) {
            throw new Refused("Start: " + startsAt + " is past; an outage is not announced after it began.");
        }
        if (!endsAt.isAfter(startsAt) || !endsAt.isAfter(now) || endsAt.isAfter(startsAt.plus(LONGEST))) {
            throw new Refused(
                    "End: " + endsAt + "; allowed is what lies ahead, after the start and at most 30 days after it.");
        }
        long id = maintenances.add(service, startsAt, endsAt, why, actor, now);
        audit.record(
                actor,
                AuditFact.done(
                        "announce-maintenance", "service", service, null, startsAt + " to " + endsAt + ": " + why));
        events.publishEvent(new StatusChanged());
        return id;
    }

    /** Ends it now; one that has not begun is called off. */
    @Transactional
    public void end(long id, Actor actor) {
        require("end-maintenance", String.valueOf(id), actor);
        Instant now = clock.instant();
        Maintenance found = maintenances
                .find(id)
                .filter(it -> it.endsAt().isAfter(now))
                .orElseThrow(() -> new Refused("This maintenance has ended."));
        Instant end = now.isBefore(found.startsAt()) ? found.startsAt() : now;
        if (!maintenances.end(found, end)) {
            throw new Refused("Somebody has just changed this maintenance. Look at it again.");
        }
        audit.record(
                actor,
                AuditFact.done(
                        "end-maintenance",
                        "service",
                        found.service(),
                        "until " + found.endsAt(),
                        "until " + end + ": " + found.reason()));
        events.publishEvent(new StatusChanged());
    }

    private void require(String action, String subject, Actor actor) {
        if (!actor.role().includes(Role.COMMANDER)) {
            audit.recordAlone(actor, AuditFact.refused(action, "service", subject, "needs " + Role.COMMANDER));
            throw new AccessDeniedException("This needs the role COMMANDER; yours is " + actor.role() + ".");
        }
    }
}
