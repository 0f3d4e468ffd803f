package dev.muster.notification;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.common.Refused;
import dev.muster.incident.Inputs;
import dev.muster.incident.Permission;
import dev.muster.incident.Timeline;
import dev.muster.incident.TimelineKind;
import dev.muster.incident.WritableIncident;
import dev.muster.notification.Acknowledgements.About;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who has read a message. That a server took it says nothing of the person: until somebody acknowledges it, it stands
 * among what waits.
 */
@Service
public class Readers {

    private final Acknowledgements acknowledgements;
    private final WritableIncident writable;
    private final Permission permission;
    private final Timeline timeline;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Readers(
            Acknowledgements acknowledgements,
            WritableIncident writable,
            Permission permission,
            Timeline timeline,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.acknowledgements = acknowledgements;
        this.writable = writable;
        this.permission = permission;
        this.timeline = timeline;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The actor has read it.
     *
     * @throws Refused when the actor sent it, or it is no message of an incident under way
     */
    @Transactional
    public void read(MessageId message, Actor actor) {
        permission.require(Role.VIEWER, actor, "acknowledge-message", "message", message);
        About about = about(message);
        if (about.sender().equals(actor.login())) {
            throw new Refused("You sent it: somebody who received it acknowledges it.");
        }
        keep(message, about, actor.name(), actor);
    }

    /**
     * Somebody else has read it, as the actor knows.
     *
     * @param reader that person's name
     * @throws Refused when the name is none, or it is no message of an incident under way
     */
    @Transactional
    public void readBy(MessageId message, String reader, Actor actor) {
        permission.require(Role.RESPONDER, actor, "acknowledge-message", "message", message);
        keep(message, about(message), Inputs.line("The name of who has read it", reader), actor);
    }

    private About about(MessageId message) {
        About about = acknowledgements
                .about(message)
                .orElseThrow(() -> new Refused("There is no message " + message + " of an incident."));
        writable.hold(about.incident());
        return about;
    }

    private void keep(MessageId message, About about, String reader, Actor actor) {
        Instant now = clock.instant();
        Acknowledgement acknowledgement = new Acknowledgement(reader, now, actor.name());
        if (!acknowledgements.add(message, acknowledgement, actor)) {
            throw new Refused(reader + " has acknowledged it before.");
        }
        String text = reader + " has read \"" + about.title() + "\" (" + about.channelTitle() + ")"
                + (acknowledgement.hearsay() ? ", as " + actor.name() + " heard" : "");
        timeline.append(about.incident(), now, TimelineKind.MESSAGE, actor, text, null);
        audit.record(actor, AuditFact.done("acknowledge-message", "message", message, null, reader));
        events.publishEvent(new OutboxChanged());
        events.publishEvent(new IncidentMessagesChanged(about.incident()));
    }
}
