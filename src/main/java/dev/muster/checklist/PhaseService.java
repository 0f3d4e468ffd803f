package dev.muster.checklist;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.common.Refused;
import dev.muster.incident.FieldProblem;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.Inputs;
import dev.muster.incident.InvalidInput;
import dev.muster.incident.Permission;
import dev.muster.incident.Timeline;
import dev.muster.incident.TimelineKind;
import dev.muster.incident.WritableIncident;
import dev.muster.plan.Phase;
import dev.muster.plan.Plan;
import dev.muster.plan.Plans;
import dev.muster.plan.TeamRole;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds items to the phases of one incident and waives phases that it does not need. */
@Service
public class PhaseService {

    private final Items items;
    private final Waivers waivers;
    private final ItemDesk desk;
    private final WritableIncident writable;
    private final Plans plans;
    private final Timeline timeline;
    private final Permission permission;
    private final AuditLog audit;
    private final Clock clock;

    PhaseService(
            Items items,
            Waivers waivers,
            ItemDesk desk,
            WritableIncident writable,
            Plans plans,
            Timeline timeline,
            Permission permission,
            AuditLog audit,
            Clock clock) {
        this.items = items;
        this.waivers = waivers;
        this.desk = desk;
        this.writable = writable;
        this.plans = plans;
        this.timeline = timeline;
        this.permission = permission;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Adds an item for this incident only.
     *
     * @return its number
     * @throws InvalidInput with all that is wrong in it
     */
    @Transactional
    public long add(IncidentId id, NewItem item, Actor actor) {
        permission.require(Role.RESPONDER, actor, "add-item", "incident", id);
        Incident incident = writable.hold(id);
        Plan plan = plans.version(incident.planVersionId()).plan();
        NewItem valid = valid(item, plan, incident);
        List<Phase> phases = plan.phases();
        Phase phase = phases.stream()
                .filter(it -> it.key().equals(valid.phase()))
                .findFirst()
                .orElseThrow();
        long number = items.add(incident, phase, phases.indexOf(phase) + 1, valid);
        Item added = items.find(number).orElseThrow();
        desk.wrote(added, added.state(), ItemAct.ADDED, null, null, actor);
        return number;
    }

    private static NewItem valid(NewItem given, Plan plan, Incident incident) {
        List<FieldProblem> problems = new ArrayList<>();
        if (plan.phases().stream().noneMatch(it -> it.key().equals(given.phase()))) {
            problems.add(new FieldProblem(
                    "phase",
                    given.phase(),
                    "The phase is one of the plan: "
                            + plan.phases().stream().map(Phase::key).collect(Collectors.joining(", ")) + "."));
        }
        Inputs.lineFault("The title", given.title())
                .ifPresent(it -> problems.add(new FieldProblem("title", given.title(), it)));
        String role = given.ownerRole();
        if (role != null && plan.team().stream().noneMatch(it -> it.key().equals(role))) {
            problems.add(new FieldProblem(
                    "ownerRole",
                    role,
                    "The role is one of the plan: "
                            + plan.team().stream().map(TeamRole::key).collect(Collectors.joining(", ")) + "."));
        }
        Instant due = given.dueAt();
        if (due != null && due.isBefore(incident.declaredAt())) {
            problems.add(new FieldProblem(
                    "dueAt", due.toString(), "It is due after the declaration at " + incident.declaredAt() + "."));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return new NewItem(
                given.phase(), given.title().strip(), role, due == null ? null : due.truncatedTo(ChronoUnit.MICROS));
    }

    /** This incident does not need that phase; the reason says why. Its open items no longer hinder the closing. */
    @Transactional
    public void waive(IncidentId id, String phase, String reason, Actor actor) {
        permission.require(Role.COMMANDER, actor, "waive-phase", "incident", id);
        String why = Inputs.line("A reason", reason);
        Phase known = phase(writable.hold(id), phase);
        if (!waivers.add(id, phase, why, actor, clock.instant())) {
            Waiver waiver = waivers.find(id, phase).orElseThrow();
            throw new Refused(
                    waiver.waivedName() + " waived this phase at " + waiver.waivedAt() + ": " + waiver.reason());
        }
        wrote(id, known, "waive-phase", "Waived phase " + known.title() + ": " + why, why, actor);
    }

    /** The incident needs a waived phase after all. */
    @Transactional
    public void takeUp(IncidentId id, String phase, Actor actor) {
        permission.require(Role.COMMANDER, actor, "take-up-phase", "incident", id);
        Phase known = phase(writable.hold(id), phase);
        if (!waivers.remove(id, phase)) {
            throw new Refused("Phase \"" + known.title() + "\" is not waived.");
        }
        wrote(id, known, "take-up-phase", "Took up phase " + known.title(), null, actor);
    }

    private void wrote(IncidentId id, Phase phase, String action, String text, @Nullable String after, Actor actor) {
        timeline.append(id, clock.instant(), TimelineKind.ITEM, actor, text, null, null, phase.key());
        audit.record(actor, AuditFact.done(action, "phase", id + " " + phase.key(), null, after));
    }

    private Phase phase(Incident incident, String key) {
        List<Phase> phases = plans.version(incident.planVersionId()).plan().phases();
        return phases.stream()
                .filter(it -> it.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new Refused("The plan of " + incident.id() + " knows no such phase. It knows "
                        + phases.stream().map(Phase::key).collect(Collectors.joining(", ")) + "."));
    }
}
