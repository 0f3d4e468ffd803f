package dev.muster.command;

import dev.muster.command.Holding.How;
import dev.muster.command.Seating.Act;
import dev.muster.command.Seating.Person;
import dev.muster.common.Refused;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentDeclared;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentQuery;
import dev.muster.incident.Permission;
import dev.muster.roster.Attendance;
import dev.muster.roster.Seat;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Fills the roles of an incident. The commander's is never free: it passes by {@link HandoverService} or is taken over. */
@Service
public class CommandService {

    private final Seating seating;
    private final Holdings holdings;
    private final Handovers handovers;
    private final IncidentQuery incidents;
    private final Permission permission;

    CommandService(
            Seating seating, Holdings holdings, Handovers handovers, IncidentQuery incidents, Permission permission) {
        this.seating = seating;
        this.holdings = holdings;
        this.handovers = handovers;
        this.incidents = incidents;
        this.permission = permission;
    }

    /** The declaring transaction: an incident that nobody commands must not exist. Its own line says who declared. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(IncidentDeclared declared) {
        Incident incident = incidents.find(declared.incident()).orElseThrow();
        holdings.begin(
                incident.id(),
                Team.COMMANDER,
                incident.commander(),
                incident.commanderName(),
                incident.declaredAt(),
                How.DECLARED);
    }

    /**
     * "I have this": takes a role that is free or whose holder cannot fill it.
     *
     * @throws Refused when somebody has it
     */
    @Transactional
    public void take(IncidentId id, String role, Actor actor) {
        permission.require(Role.RESPONDER, actor, "take-role", "role", Seating.subject(id, role));
        Incident incident = seating.locked(id);
        Seat seat = seating.seat(incident, role);
        if (role.equals(Team.COMMANDER)) {
            throw new Refused(incident.commanderName() + " commands. Ask for a handover, or take over with a reason.");
        }
        Optional<Holding> holding = seating.holding(incident, seat);
        if (holding.isPresent() && seating.state(seat, holding.get()).vacancy() == null) {
            throw new Refused(
                    holding.get().login().equals(actor.login())
                            ? "You are " + seat.title() + " already."
                            : holding.get().name() + " is " + seat.title() + ". Ask for a handover.");
        }
        closeOffer(incident, seat);
        seating.pass(incident, seat, Person.of(actor), How.TAKEN, new Act("take-role", actor, "\"I have this\""));
    }

    /**
     * The commander gives a role to somebody, whoever has it.
     *
     * @param login account that gets it
     */
    @Transactional
    public void assign(IncidentId id, String role, String login, Actor actor) {
        permission.require(Role.COMMANDER, actor, "assign-role", "role", Seating.subject(id, role));
        Incident incident = seating.locked(id);
        Seat seat = seating.seat(incident, role);
        if (role.equals(Team.COMMANDER)) {
            throw new Refused("The command is not assigned: hand it over, so that the next one accepts it.");
        }
        demandCommander(incident, actor);
        Attendance to = seating.fit(login, seat);
        if (seating.holding(incident, seat)
                .filter(it -> it.login().equals(login))
                .isPresent()) {
            throw new Refused(to.name() + " is " + seat.title() + " already.");
        }
        closeOffer(incident, seat);
        seating.pass(
                incident,
                seat,
                Person.of(to),
                How.ASSIGNED,
                new Act("assign-role", actor, "assigned by " + actor.name()));
    }

    /** Gives a role back without anybody to take it; the command cannot be given back. */
    @Transactional
    public void release(IncidentId id, String role, Actor actor) {
        permission.require(Role.RESPONDER, actor, "release-role", "role", Seating.subject(id, role));
        Incident incident = seating.locked(id);
        Seat seat = seating.seat(incident, role);
        if (role.equals(Team.COMMANDER)) {
            throw new Refused("Somebody commands at each moment: hand the command over.");
        }
        Holding holding =
                seating.holding(incident, seat).orElseThrow(() -> new Refused("Nobody is " + seat.title() + "."));
        if (!holding.login().equals(actor.login())) {
            demandCommander(incident, actor);
        }
        closeOffer(incident, seat);
        seating.free(incident, seat, holding, new Act("release-role", actor, "given back by " + actor.name()));
    }

    /**
     * Takes a role from somebody who cannot fill it or has gone quiet: for those whom the plan names for it, and for
     * anybody with the right when the plan's people have no account that works.
     */
    @Transactional
    public void takeOver(IncidentId id, String role, String reason, Actor actor) {
        permission.require(Seats.needs(role), actor, "take-over-role", "role", Seating.subject(id, role));
        Incident incident = seating.locked(id);
        Seat seat = seating.seat(incident, role);
        Holding holding = seating.holding(incident, seat)
                .orElseThrow(() -> new Refused("Nobody is " + seat.title() + ": take it with \"I have this\"."));
        if (holding.login().equals(actor.login())) {
            throw new Refused("You are " + seat.title() + " already.");
        }
        if (!seating.state(seat, holding).stranded(seating.now())) {
            throw new Refused(holding.name() + " is " + seat.title() + " and here. Ask for a handover.");
        }
        if (!Seats.mayTakeOver(seat, actor.login())) {
            throw new Refused(seat.title() + " is taken over by those whom the plan names: " + Seats.names(seat) + ".");
        }
        String why = "taken over: " + Seating.reason(reason);
        closeOffer(incident, seat);
        seating.pass(incident, seat, Person.of(actor), How.TAKEN_OVER, new Act("take-over-role", actor, why));
    }

    private void demandCommander(Incident incident, Actor actor) {
        if (!incident.commander().equals(actor.login())) {
            throw new Refused(incident.commanderName() + " commands and gives the roles.");
        }
    }

    private void closeOffer(Incident incident, Seat seat) {
        handovers.openOf(incident.id()).stream()
                .filter(it -> it.role().equals(seat.role()))
                .forEach(it ->
                        handovers.end(it, Handover.State.WITHDRAWN, seating.now(), "the role went to somebody else"));
    }
}
