package dev.muster.command;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.command.Handover.State;
import dev.muster.command.Seating.Act;
import dev.muster.command.Seating.Person;
import dev.muster.common.Refused;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentQuery;
import dev.muster.incident.Permission;
import dev.muster.incident.TimelineKind;
import dev.muster.plan.Phase;
import dev.muster.plan.Plans;
import dev.muster.roster.Attendance;
import dev.muster.roster.Seat;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Passes a role from the one who holds it to one who shows to have understood the situation. */
@Service
public class HandoverService {

    private final Seating seating;
    private final Handovers handovers;
    private final IncidentQuery incidents;
    private final Plans plans;
    private final Permission permission;
    private final AuditLog audit;

    HandoverService(
            Seating seating,
            Handovers handovers,
            IncidentQuery incidents,
            Plans plans,
            Permission permission,
            AuditLog audit) {
        this.seating = seating;
        this.handovers = handovers;
        this.incidents = incidents;
        this.plans = plans;
        this.permission = permission;
        this.audit = audit;
    }

    /**
     * Offers a role that the actor holds. It stays with the actor until the other one accepts.
     *
     * @param login account that should get it
     * @return the handover's number
     */
    @Transactional
    public long offer(IncidentId id, String role, String login, SituationReport report, Actor actor) {
        permission.require(Role.RESPONDER, actor, "offer-handover", "role", Seating.subject(id, role));
        Incident incident = seating.locked(id);
        Seat seat = seating.seat(incident, role);
        Holding holding = seating.holding(incident, seat)
                .filter(it -> it.login().equals(actor.login()))
                .orElseThrow(() -> new Refused("You are not " + seat.title() + ", so you cannot hand it over."));
        if (login.equals(actor.login())) {
            throw new Refused("You are " + seat.title() + " already: choose somebody else.");
        }
        handovers.openOf(id).stream()
                .filter(it -> it.role().equals(role))
                .findFirst()
                .ifPresent(it -> {
                    throw new Refused(
                            seat.title() + " is offered to " + it.toName() + " already: withdraw that first.");
                });
        Attendance to = seating.fit(login, seat);
        Instant now = seating.now();
        SituationReport valid = report.valid(now);
        long handover = handovers.add(holding, to, seat.hasDeputy(login), valid, now, now.plus(seat.answerWithin()));
        seating.tell(
                id,
                role,
                TimelineKind.HANDOVER,
                new Act("offer-handover", actor, ""),
                seat.title() + " is offered to " + to.name() + "; " + actor.name() + " stays until it is accepted. "
                        + "Waiting for: " + valid.waitingFor());
        return handover;
    }

    /** What the receiver has to answer to accept. */
    public List<Question> questions(long id) {
        return readBack(found(id)).questions();
    }

    /**
     * Accepts with the answers to {@link #questions}, in their order. With a wrong one nothing passes, and it is noted.
     *
     * @return whether the role is the actor's now
     */
    @Transactional
    public boolean accept(long id, List<String> answers, Actor actor) {
        Handover handover = lockedAndOpen(id);
        permission.require(Seats.needs(handover.role()), actor, "accept-handover", "handover", id);
        demandReceiver(handover, actor);
        Incident incident = incidents.find(handover.incident()).orElseThrow();
        Seat seat = seating.seat(incident, handover.role());
        if (!readBack(handover).right(answers)) {
            seating.tell(
                    handover.incident(),
                    handover.role(),
                    TimelineKind.HANDOVER,
                    new Act("misread-handover", actor, ""),
                    actor.name() + " did not read the situation of " + seat.title() + " back as it is written; "
                            + handover.from().name() + " stays");
            return false;
        }
        handovers.end(handover, State.ACCEPTED, seating.now(), null);
        seating.pass(
                incident,
                seat,
                Person.of(actor),
                Holding.How.HANDED_OVER,
                new Act("accept-handover", actor, "handed over and read back"));
        return true;
    }

    @Transactional
    public void decline(long id, String reason, Actor actor) {
        Handover handover = lockedAndOpen(id);
        demandReceiver(handover, actor);
        String why = Seating.reason(reason);
        handovers.end(handover, State.DECLINED, seating.now(), why);
        tell(handover, "decline-handover", actor, " declines: " + why);
    }

    /** By the one who offered it. */
    @Transactional
    public void withdraw(long id, Actor actor) {
        Handover handover = lockedAndOpen(id);
        if (!handover.from().login().equals(actor.login())) {
            audit.recordAlone(actor, AuditFact.refused("withdraw-handover", "handover", id, "not who offered it"));
            throw new Refused(handover.from().name() + " offered this and may withdraw it.");
        }
        handovers.end(handover, State.WITHDRAWN, seating.now(), null);
        tell(handover, "withdraw-handover", actor, " withdraws the offer to " + handover.toName());
    }

    private void tell(Handover handover, String action, Actor actor, String what) {
        Incident incident = incidents.find(handover.incident()).orElseThrow();
        String title = seating.seat(incident, handover.role()).title();
        seating.tell(
                handover.incident(),
                handover.role(),
                TimelineKind.HANDOVER,
                new Act(action, actor, ""),
                title + ": " + actor.name() + what + "; " + handover.from().name() + " stays");
    }

    private Handover lockedAndOpen(long id) {
        seating.locked(found(id).incident());
        // Read again: whoever had the incident before may have ended it.
        Handover handover = found(id);
        return switch (handover.state()) {
            case OPEN -> handover;
            case ACCEPTED -> throw new Refused(handover.toName() + " has accepted this handover already.");
            case DECLINED -> throw new Refused(handover.toName() + " has declined this handover.");
            case WITHDRAWN -> throw new Refused("This handover was withdrawn.");
            case UNANSWERED ->
                throw new Refused("This handover was not answered in time and has moved on. Ask for a new one.");
        };
    }

    private void demandReceiver(Handover handover, Actor actor) {
        if (!handover.toLogin().equals(actor.login())) {
            audit.recordAlone(
                    actor, AuditFact.refused("answer-handover", "handover", handover.id(), "offered to somebody else"));
            throw new Refused("This was offered to " + handover.toName() + ".");
        }
    }

    private Handover found(long id) {
        return handovers.find(id).orElseThrow(() -> new Refused("There is no handover " + id + "."));
    }

    private ReadBack readBack(Handover handover) {
        Incident incident = incidents.find(handover.incident()).orElseThrow();
        List<String> phases = plans.version(incident.planVersionId()).plan().phases().stream()
                .map(Phase::title)
                .toList();
        return new ReadBack(handover.report(), phases);
    }
}
