package dev.muster.checklist;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.common.Refused;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentDeclared;
import dev.muster.incident.IncidentQuery;
import dev.muster.incident.Permission;
import dev.muster.incident.Timeline;
import dev.muster.incident.TimelineKind;
import dev.muster.plan.Plans;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ticks the items of an incident's checklist. */
@Service
public class ChecklistService {

    private final Items items;
    private final IncidentQuery incidents;
    private final Timeline timeline;
    private final Plans plans;
    private final Permission permission;
    private final AuditLog audit;
    private final Clock clock;

    ChecklistService(
            Items items,
            IncidentQuery incidents,
            Timeline timeline,
            Plans plans,
            Permission permission,
            AuditLog audit,
            Clock clock) {
        this.items = items;
        this.incidents = incidents;
        this.timeline = timeline;
        this.plans = plans;
        this.permission = permission;
        this.audit = audit;
        this.clock = clock;
    }

    /** The declaring transaction: an incident without its checklist must not exist. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(IncidentDeclared declared) {
        items.addAll(
                declared.incident(),
                plans.version(declared.planVersionId()).plan().phases());
    }

    /**
     * Marks an item as done.
     *
     * @param expectedVersion the version that the person saw
     * @throws ItemMoved when somebody else was faster
     */
    @Transactional
    public void tick(long item, int expectedVersion, Actor actor) {
        move(item, expectedVersion, ItemState.OPEN, ItemState.DONE, "tick-item", "Ticked ", actor);
    }

    /**
     * Takes a tick back.
     *
     * @throws ItemMoved when somebody else was faster
     */
    @Transactional
    public void untick(long item, int expectedVersion, Actor actor) {
        move(item, expectedVersion, ItemState.DONE, ItemState.OPEN, "untick-item", "Unticked ", actor);
    }

    private void move(
            long id, int expectedVersion, ItemState from, ItemState to, String action, String verb, Actor actor) {
        permission.require(Role.RESPONDER, actor, action, "item", id);
        Item item = items.find(id).orElseThrow(() -> new Refused("There is no checklist item " + id + "."));
        Incident incident = incidents.find(item.incident()).orElseThrow();
        if (!incident.state().writable()) {
            throw new Refused(incident.id() + " is " + incident.state() + ": its checklist is closed.");
        }
        Instant now = clock.instant();
        if (!items.move(id, expectedVersion, from, to, actor, now)) {
            throw lost(action, items.find(id).orElseThrow(), actor);
        }
        timeline.append(item.incident(), now, TimelineKind.ITEM, actor, verb + item.title(), null);
        audit.record(actor, AuditFact.done(action, "item", id, from.name(), to.name() + ": " + item.title()));
    }

    private Refused lost(String action, Item winner, Actor actor) {
        if (winner.changedName() == null) {
            return new Refused("\"" + winner.title() + "\" is not ticked.");
        }
        ItemMoved moved =
                new ItemMoved(winner.changedName(), Objects.requireNonNull(winner.changedAt()), winner.done());
        audit.recordAlone(
                actor, AuditFact.refused(action, "item", winner.id(), Objects.requireNonNull(moved.getMessage())));
        return moved;
    }
}
