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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Declares incidents and moves them through their life. */
@Service
public class IncidentService {

    private final Incidents incidents;
    private final IncidentQuery query;
    private final Timeline timeline;
    private final FirstResponse firstResponse;
    private final WritableIncident writable;
    private final Plans plans;
    /** Asked late: they come from modules that build on this one. */
    private final ObjectProvider<ClosingCondition> closingConditions;

    private final Permission permission;
    private final AuditLog audit;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    IncidentService(
            Incidents incidents,
            IncidentQuery query,
            Timeline timeline,
            FirstResponse firstResponse,
            WritableIncident writable,
            Plans plans,
            ObjectProvider<ClosingCondition> closingConditions,
            Permission permission,
            AuditLog audit,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.incidents = incidents;
        this.query = query;
        this.timeline = timeline;
        this.firstResponse = firstResponse;
        this.writable = writable;
        this.plans = plans;
        this.closingConditions = closingConditions;
        this.permission = permission;
        this.audit = audit;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Declares an incident under the plan in force; the actor commands it.
     *
     * @throws InvalidInput with all that is wrong in the declaration
     */
    @Transactional
    public IncidentId declare(Declaration declaration, Actor actor) {
        permission.require(Role.COMMANDER, actor, "declare-incident", "incident", "new");
        Instant now = clock.instant();
        PlanVersion plan = plans.current();
        Declaration valid = Inputs.valid(declaration, plan.plan(), now);
        Scenario scenario = plan.plan().scenario(valid.scenario()).orElseThrow();
        IncidentId id = incidents.add(valid, now, actor, plan.id());
        String what = (valid.exercise() ? "exercise, " : "") + "SEV " + valid.severity();
        timeline.append(
                id,
                now,
                TimelineKind.DECLARED,
                actor,
                "Declared " + what + ", " + scenario.title() + ": " + valid.title(),
                null);
        publisher.publishEvent(new IncidentDeclared(id, plan.id(), actor));
        audit.record(actor, AuditFact.done("declare-incident", "incident", id, null, what + " " + valid.title()));
        return id;
    }

    /** The application is back. Resolving is an act of response, so an incident that nobody touched has one then. */
    @Transactional
    public void resolve(IncidentId id, Actor actor) {
        permission.require(Role.COMMANDER, actor, "resolve-incident", "incident", id);
        locked(id);
        firstResponse.by(actor, id, clock.instant());
        move(id, IncidentState.RESOLVED, "resolve-incident", "Resolved", null, actor);
    }

    /**
     * Nothing more will be written.
     *
     * @throws Refused with everything that hinders, see {@link #whatHindersClosing}
     */
    @Transactional
    public void close(IncidentId id, Actor actor) {
        permission.require(Role.COMMANDER, actor, "close-incident", "incident", id);
        Incident incident = locked(id);
        if (incident.state().mayBecome(IncidentState.CLOSED)) {
            List<String> hindrances = hindrances(incident);
            if (!hindrances.isEmpty()) {
                throw new Refused(id + " cannot be closed yet. " + String.join(" ", hindrances));
            }
        }
        move(id, IncidentState.CLOSED, "close-incident", "Closed", null, actor);
    }

    /** All that must be done before it may be closed, a sentence each; empty when nothing hinders. */
    @Transactional(readOnly = true)
    public List<String> whatHindersClosing(IncidentId id) {
        return hindrances(query.find(id).orElseThrow(() -> Inputs.unknown(id)));
    }

    private List<String> hindrances(Incident incident) {
        return closingConditions
                .orderedStream()
                .flatMap(it -> it.hindrances(incident).stream())
                .toList();
    }

    /** It was no incident, or is one already; the reason stays in the timeline. */
    @Transactional
    public void cancel(IncidentId id, String reason, Actor actor) {
        permission.require(Role.COMMANDER, actor, "cancel-incident", "incident", id);
        move(id, IncidentState.CANCELLED, "cancel-incident", "Cancelled", Inputs.line("A reason", reason), actor);
    }

    /** It is not over after all. What was done and when it was resolved before stays in its history. */
    @Transactional
    public void reopen(IncidentId id, String reason, Actor actor) {
        permission.require(Role.COMMANDER, actor, "reopen-incident", "incident", id);
        String why = Inputs.line("A reason", reason);
        Incident incident = locked(id);
        if (!incident.state().mayReopen()) {
            throw new Refused(id + " is " + incident.state() + " and cannot be reopened"
                    + (incident.state() == IncidentState.CANCELLED ? "; declare a new incident." : "."));
        }
        move(id, IncidentState.RESPONDING, "reopen-incident", "Reopened", why, actor);
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
        Instant happened = Inputs.past(happenedAt, clock.instant());
        writable.hold(id);
        timeline.append(id, happened, TimelineKind.NOTE, actor, note, null);
        audit.record(actor, AuditFact.done("write-note", "incident", id, null, note));
    }

    private void move(
            IncidentId id, IncidentState next, String action, String text, @Nullable String reason, Actor actor) {
        Incident incident = locked(id);
        if (!incident.state().mayBecome(next)) {
            throw new Refused(id + " is " + incident.state() + " and cannot become " + next + ".");
        }
        Instant now = clock.instant();
        String why = reason == null ? "" : ": " + reason;
        incidents.move(incident, next, now, actor, reason);
        timeline.append(id, now, TimelineKind.STATE, actor, text + why, null);
        audit.record(
                actor, AuditFact.done(action, "incident", id, incident.state().name(), next.name() + why));
    }

    private Incident locked(IncidentId id) {
        return incidents.lock(id).orElseThrow(() -> Inputs.unknown(id));
    }
}
