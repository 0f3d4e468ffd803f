package dev.muster.command;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.common.Refused;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentQuery;
import dev.muster.incident.Timeline;
import dev.muster.incident.TimelineKind;
import dev.muster.roster.Attendance;
import dev.muster.roster.Roster;
import dev.muster.roster.Seat;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How a role changes hands, whatever the reason: the one place that writes it, with its line and its audit row. */
@Component
class Seating {

    private static final int LONGEST_REASON = 200;

    private final Holdings holdings;
    private final IncidentQuery incidents;
    private final Roster roster;
    private final Timeline timeline;
    private final AuditLog audit;
    private final Clock clock;

    Seating(Holdings holdings, IncidentQuery incidents, Roster roster, Timeline timeline, AuditLog audit, Clock clock) {
        this.holdings = holdings;
        this.incidents = incidents;
        this.roster = roster;
        this.timeline = timeline;
        this.audit = audit;
        this.clock = clock;
    }

    /** The incident, held until the transaction ends. */
    Incident locked(IncidentId id) {
        holdings.lock(id);
        Incident incident = incidents.find(id).orElseThrow(() -> new Refused("There is no " + id + "."));
        if (!incident.state().writable()) {
            throw new Refused(id + " is " + incident.state() + ": its roles change no more.");
        }
        return incident;
    }

    Seat seat(Incident incident, String role) {
        return Seats.find(roster.seats(incident.planVersionId()), role);
    }

    Optional<Holding> holding(Incident incident, Seat seat) {
        return holdings.current(incident.id(), seat.role());
    }

    /** What stands now about a holding. */
    SeatState state(Seat seat, Holding holding) {
        Attendance account = roster.account(holding.login()).orElse(null);
        return new SeatState(seat, holding, account, Vacancy.of(account, Seats.needs(seat.role())), null);
    }

    /** Somebody who may be given the role. */
    Attendance fit(String login, Seat seat) {
        Attendance account = roster.account(login)
                .orElseThrow(() -> new Refused("There is no account \"" + login + "\": choose somebody of the list."));
        Role needed = Seats.needs(seat.role());
        if (!account.enabled()) {
            throw new Refused("The account of " + account.name() + " is disabled: choose somebody else.");
        }
        if (!account.may(needed)) {
            throw new Refused(
                    account.name() + " is " + account.role() + "; " + seat.title() + " needs " + needed + ".");
        }
        return account;
    }

    /** Gives the role to somebody; who held it until then holds it no longer from that very moment on. */
    void pass(Incident incident, Seat seat, Person to, Holding.How how, Act act) {
        Optional<Holding> before = holding(incident, seat);
        Instant now = now();
        // Two changes in one tick of the clock, or a clock that is behind: each still has its own moment.
        Instant at = before.map(it -> it.from().plus(1, ChronoUnit.MICROS))
                .filter(it -> it.isAfter(now))
                .orElse(now);
        before.ifPresent(it -> holdings.end(it, at));
        holdings.begin(incident.id(), seat.role(), to.login(), to.name(), at, how);
        String from = before.map(Holding::name).orElse("nobody");
        timeline.append(
                incident.id(),
                at,
                TimelineKind.ROLE,
                act.actor(),
                seat.title() + ": " + from + " → " + to.name() + ", " + act.why(),
                null);
        audit.record(
                act.actor(),
                AuditFact.done(
                        act.name(),
                        "role",
                        subject(incident.id(), seat.role()),
                        before.map(Holding::login).orElse(null),
                        to.login() + ", " + act.why()));
    }

    /** Frees the role. */
    void free(Incident incident, Seat seat, Holding holding, Act act) {
        Instant now = now();
        holdings.end(holding, now.isAfter(holding.from()) ? now : holding.from().plus(1, ChronoUnit.MICROS));
        tell(
                incident.id(),
                seat.role(),
                TimelineKind.ROLE,
                act,
                seat.title() + ": " + holding.name() + " → nobody, " + act.why());
    }

    /** A line and an audit row about a role that stays where it is. */
    void tell(IncidentId incident, String role, TimelineKind kind, Act act, String text) {
        timeline.append(incident, now(), kind, act.actor(), text, null);
        audit.record(act.actor(), AuditFact.done(act.name(), "role", subject(incident, role), null, text));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static String subject(IncidentId incident, String role) {
        return incident + "/" + role;
    }

    static String reason(String given) {
        String reason = given.strip();
        int length = reason.codePointCount(0, reason.length());
        if (length < 1 || length > LONGEST_REASON || reason.codePoints().anyMatch(Character::isISOControl)) {
            throw new Refused(
                    "Reason: 1 to " + LONGEST_REASON + " characters on one line; this one has " + length + ".");
        }
        return reason;
    }

    /** Who gets a role. */
    record Person(String login, String name) {

        static Person of(Actor actor) {
            return new Person(actor.login(), actor.name());
        }

        static Person of(Attendance account) {
            return new Person(account.login(), account.name());
        }
    }

    /**
     * @param name for the audit log
     * @param why for the timeline
     */
    record Act(String name, Actor actor, String why) {}
}
