package dev.muster.incident;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.common.Refused;
import dev.muster.plan.PlanVersion;
import dev.muster.plan.Plans;
import dev.muster.plan.Scenario;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Declares incidents and moves them through their life. */
@Service
public class IncidentService {

    private final Incidents incidents;
    private final Timeline timeline;
    private final FirstResponse firstResponse;
    private final Plans plans;
    private final Permission permission;
    private final AuditLog audit;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    IncidentService(
            Incidents incidents,
            Timeline timeline,
            FirstResponse firstResponse,
            Plans plans,
            Permission permission,
            AuditLog audit,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.firstResponse = firstResponse;
        this.plans = plans;
        this.permission = permission;
        this.audit = audit;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Declares an incident under the plan in force; the actor commands it.
     *
     * @throws Refused with what is wrong in the declaration
     */
    @Transactional
    public IncidentId declare(Declaration declaration, Actor actor) {
        permission.require(Role.COMMANDER, actor, "declare-incident", "incident", "new");
        Instant now = clock.instant();
        PlanVersion plan = plans.current();
        Declaration valid = Inputs.valid(declaration, plan.plan(), now);
        Scenario scenario = plan.plan().scenario(valid.scenario()).orElseThrow();
        IncidentId id = incidents.add(new Incidents.NewIncident(valid, now, actor.login(), actor.name(), plan.id()));
        timeline.append(
                id,
                now,
                TimelineKind.DECLARED,
                actor,
                "Declared SEV " + valid.severity() + ", " + scenario.title() + ": " + valid.title(),
                null);
        publisher.publishEvent(new IncidentDeclared(id, plan.id(), actor));
        audit.record(
                actor,
                AuditFact.done(
                        "declare-incident", "incident", id, null, "SEV " + valid.severity() + " " + valid.title()));
        return id;
    }

    /** The application is back. Resolving is an act of response, so an incident that nobody touched has one then. */
    @Transactional
    public void resolve(IncidentId id, Actor actor) {
        permission.require(Role.COMMANDER, actor, "resolve-incident", "incident", id);
        firstResponse.by(actor, id, clock.instant());
        move(id, IncidentState.RESOLVED, "resolve-incident", "Resolved", actor);
    }

    /** Nothing more will be written. */
    @Transactional
    public void close(IncidentId id, Actor actor) {
        permission.require(Role.COMMANDER, actor, "close-incident", "incident", id);
        move(id, IncidentState.CLOSED, "close-incident", "Closed", actor);
    }

    /** It was no incident, or is one already; the reason stays in the timeline. */
    @Transactional
    public void cancel(IncidentId id, String reason, Actor actor) {
        permission.require(Role.COMMANDER, actor, "cancel-incident", "incident", id);
        move(id, IncidentState.CANCELLED, "cancel-incident", "Cancelled: " + Inputs.line("A reason", reason), actor);
    }

    /**
     * Writes down what somebody saw or did.
     *
     * @param happenedAt when it happened; the time of writing is kept beside it
     */
    @Transactional
    public void note(IncidentId id, Instant happenedAt, String text, Actor actor) {
        permission.require(Role.RESPONDER, actor, "write-note", "incident", id);
        String note = Inputs.text("A note", text);
        Instant now = clock.instant();
        if (happenedAt.isAfter(now)) {
            throw new Refused("That has not happened yet: choose a time that is not in the future.");
        }
        Incident incident = locked(id);
        if (!incident.state().writable()) {
            throw new Refused(id + " is " + incident.state() + ": nothing more can be written.");
        }
        timeline.append(id, happenedAt.truncatedTo(ChronoUnit.MICROS), TimelineKind.NOTE, actor, note, null);
        audit.record(actor, AuditFact.done("write-note", "incident", id, null, note));
    }

    private void move(IncidentId id, IncidentState next, String action, String text, Actor actor) {
        Incident incident = locked(id);
        if (!incident.state().mayBecome(next)) {
            String reason = id + " is " + incident.state() + " and cannot become " + next + ".";
            throw new Refused(reason);
        }
        Instant now = clock.instant();
        incidents.move(incident, next, now);
        timeline.append(id, now, TimelineKind.STATE, actor, text, null);
        audit.record(
                actor, AuditFact.done(action, "incident", id, incident.state().name(), next.name()));
    }

    private Incident locked(IncidentId id) {
        return incidents.lock(id).orElseThrow(() -> new Refused("There is no " + id + "."));
    }
}
