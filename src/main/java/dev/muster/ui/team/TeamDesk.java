package dev.muster.ui.team;

import dev.muster.checklist.RoomQuery;
import dev.muster.command.CommandQuery;
import dev.muster.command.CommandService;
import dev.muster.command.HandoverService;
import dev.muster.command.Question;
import dev.muster.command.SituationReport;
import dev.muster.command.Team;
import dev.muster.incident.IncidentId;
import dev.muster.recovery.RunQuery;
import dev.muster.roster.Attendance;
import dev.muster.roster.Roster;
import dev.muster.roster.Seat;
import dev.muster.security.Actor;
import dev.muster.security.CurrentActor;
import dev.muster.security.Role;
import dev.muster.ui.shell.LiveUpdates;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the screens of the team ask and do, in one place: each act is done as the person at the screen. */
@Component
public class TeamDesk {

    private final Roster roster;
    private final CommandQuery query;
    private final CommandService command;
    private final HandoverService handovers;
    private final RoomQuery rooms;
    private final RunQuery runs;
    private final CurrentActor currentActor;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    TeamDesk(
            Roster roster,
            CommandQuery query,
            CommandService command,
            HandoverService handovers,
            RoomQuery rooms,
            RunQuery runs,
            CurrentActor currentActor,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.roster = roster;
        this.query = query;
        this.command = command;
        this.handovers = handovers;
        this.rooms = rooms;
        this.runs = runs;
        this.currentActor = currentActor;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    List<Seat> seats() {
        return roster.seats();
    }

    Optional<Team> team(IncidentId incident) {
        return query.team(incident);
    }

    Actor me() {
        return currentActor.get();
    }

    Instant now() {
        return clock.instant();
    }

    LiveUpdates liveUpdates() {
        return liveUpdates;
    }

    /** Those who may be given what needs that role, but for one; who is here comes first. */
    List<Attendance> candidates(Role needed, String butFor) {
        Instant now = now();
        return roster.accounts().stream()
                .filter(it -> it.may(needed) && !it.login().equals(butFor))
                .sorted((a, b) -> Boolean.compare(b.presentAt(now), a.presentAt(now)))
                .toList();
    }

    SituationDraft draft(IncidentId incident) {
        return new SituationDraft(rooms.room(incident).orElseThrow(), runs.ofIncident(incident));
    }

    void take(IncidentId incident, String role) {
        command.take(incident, role, me());
    }

    void assign(IncidentId incident, String role, String login) {
        command.assign(incident, role, login, me());
    }

    void release(IncidentId incident, String role) {
        command.release(incident, role, me());
    }

    void takeOver(IncidentId incident, String role, String reason) {
        command.takeOver(incident, role, reason, me());
    }

    void offer(IncidentId incident, String role, String login, SituationReport report) {
        handovers.offer(incident, role, login, report, me());
    }

    List<Question> questions(long handover) {
        return handovers.questions(handover);
    }

    boolean accept(long handover, List<String> answers) {
        return handovers.accept(handover, answers, me());
    }

    void decline(long handover, String reason) {
        handovers.decline(handover, reason, me());
    }

    void withdraw(long handover) {
        handovers.withdraw(handover, me());
    }
}
