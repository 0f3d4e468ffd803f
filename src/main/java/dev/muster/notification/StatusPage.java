package dev.muster.notification;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.common.Refused;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentQuery;
import dev.muster.incident.Inputs;
import dev.muster.incident.Permission;
import dev.muster.incident.Timeline;
import dev.muster.incident.TimelineKind;
import dev.muster.incident.WritableIncident;
import dev.muster.plan.Channel;
import dev.muster.plan.Plans;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People keep the public status page themselves; here they say that they have, and what it tells now. */
@Service
public class StatusPage {

    private final StatusPageUpdates updates;
    private final IncidentQuery incidents;
    private final Plans plans;
    private final WritableIncident writable;
    private final Timeline timeline;
    private final Permission permission;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StatusPage(
            StatusPageUpdates updates,
            IncidentQuery incidents,
            Plans plans,
            WritableIncident writable,
            Timeline timeline,
            Permission permission,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.updates = updates;
        this.incidents = incidents;
        this.plans = plans;
        this.writable = writable;
        this.timeline = timeline;
        this.permission = permission;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Somebody has updated the page.
     *
     * @param text what it tells now
     */
    @Transactional
    public void updated(IncidentId id, String channel, String text, Actor actor) {
        permission.require(Role.RESPONDER, actor, "update-status-page", "incident", id);
        String told = Inputs.line("What the page tells", text);
        Channel page = pages(writable.hold(id)).stream()
                .filter(it -> it.key().equals(channel))
                .findFirst()
                .orElseThrow(() -> new Refused("The plan of " + id + " has no status page \"" + channel + "\"."));
        Instant now = clock.instant();
        updates.add(id, new StatusPageUpdate(page.key(), now, actor.login(), actor.name(), told));
        timeline.append(id, now, TimelineKind.MESSAGE, actor, "Updated " + page.title() + ": " + told, null);
        audit.record(actor, AuditFact.done("update-status-page", "incident", id, null, page.key() + ": " + told));
        events.publishEvent(new StatusPageUpdated(id));
        events.publishEvent(new IncidentMessagesChanged(id));
    }

    /** The status pages that the incident's own plan names. */
    @Transactional(readOnly = true)
    public List<Channel> pages(IncidentId id) {
        return incidents.find(id).map(this::pages).orElse(List.of());
    }

    private List<Channel> pages(Incident incident) {
        return plans.version(incident.planVersionId()).plan().channels().stream()
                .filter(it -> it.kind() == Channel.Kind.STATUS_PAGE)
                .toList();
    }

    /** The last of one page; empty while nobody has said that it was updated. */
    @Transactional(readOnly = true)
    public Optional<StatusPageUpdate> last(IncidentId id, String channel) {
        return updates.last(id, channel);
    }
}
