package dev.muster.notification;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.common.Refused;
import dev.muster.incident.IncidentId;
import dev.muster.incident.Permission;
import dev.muster.incident.Timeline;
import dev.muster.incident.TimelineKind;
import dev.muster.notification.Outbox.Held;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a person decides about a copy. The row is locked, so a decision and the sender never cross. */
@Service
class CopyControl {

    private final Outbox outbox;
    private final Permission permission;
    private final Timeline timeline;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CopyControl(
            Outbox outbox,
            Permission permission,
            Timeline timeline,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.outbox = outbox;
        this.permission = permission;
        this.timeline = timeline;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public void retry(DeliveryId id, int version, Actor actor) {
        move("retry-message", id, version, DeliveryState.QUEUED, actor);
    }

    @Transactional
    public void cancel(DeliveryId id, int version, Actor actor) {
        move("cancel-message", id, version, DeliveryState.CANCELLED, actor);
    }

    @Transactional
    public void arrived(DeliveryId id, int version, Actor actor) {
        move("confirm-message", id, version, DeliveryState.SENT, actor);
    }

    private void move(String action, DeliveryId id, int version, DeliveryState next, Actor actor) {
        permission.require(Role.COMMANDER, actor, action, "delivery", id);
        Held held = outbox.lock(id).orElseThrow(() -> new Refused("There is no copy " + id + "."));
        DeliveryState before = held.delivery().state();
        // A sending copy is in a console's hands: only that console, or its silence, moves it on.
        if (before == DeliveryState.SENDING || !before.mayBecome(next)) {
            throw new Refused("The copy for " + held.delivery().recipient() + " is "
                    + before.name().toLowerCase(Locale.ROOT) + " now. Look at it again.");
        }
        Instant now = clock.instant();
        boolean again = before == DeliveryState.UNKNOWN && next == DeliveryState.QUEUED;
        String word = word(next, again);
        outbox.move(held, version, next, again, word + " by " + Facts.line(actor.name()), now);
        IncidentId incident = held.incident();
        if (incident != null) {
            String text = word + ": the message to " + held.delivery().recipient() + " (" + held.channelTitle() + ")";
            timeline.append(incident, now, TimelineKind.MESSAGE, actor, text, null);
            events.publishEvent(new IncidentMessagesChanged(incident));
        }
        audit.record(actor, AuditFact.done(action, "delivery", id, before.name(), next.name()));
        events.publishEvent(new OutboxChanged());
        if (next == DeliveryState.QUEUED) {
            events.publishEvent(new OutboxWanted());
        }
    }

    private static String word(DeliveryState next, boolean again) {
        return switch (next) {
            case QUEUED -> again ? "Sent again" : "Tried again";
            case SENT -> "Confirmed as arrived";
            case CANCELLED -> "Cancelled";
            case SENDING, RETRYING, FAILED, UNKNOWN -> throw new IllegalStateException("no person does that: " + next);
        };
    }
}
