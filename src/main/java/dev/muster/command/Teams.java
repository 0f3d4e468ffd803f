package dev.muster.command;

import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentQuery;
import dev.muster.roster.Attendance;
import dev.muster.roster.Roster;
import dev.muster.roster.Seat;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the roles of the incident's own plan and those who hold them together. */
@Component
class Teams implements CommandQuery {

    private final IncidentQuery incidents;
    private final Roster roster;
    private final Holdings holdings;
    private final Handovers handovers;
    private final Clock clock;

    Teams(IncidentQuery incidents, Roster roster, Holdings holdings, Handovers handovers, Clock clock) {
        this.incidents = incidents;
        this.roster = roster;
        this.holdings = holdings;
        this.handovers = handovers;
        this.clock = clock;
    }

    @Override
    public Optional<Team> team(IncidentId incident) {
        return incidents.find(incident).map(this::team);
    }

    private Team team(Incident incident) {
        Map<String, Attendance> accounts =
                roster.accounts().stream().collect(Collectors.toMap(Attendance::login, Function.identity()));
        Map<String, Holding> held = holdings.history(incident.id()).stream()
                .filter(it -> it.until() == null)
                .collect(Collectors.toMap(Holding::role, Function.identity()));
        Map<String, Handover> offers =
                handovers.openOf(incident.id()).stream().collect(Collectors.toMap(Handover::role, Function.identity()));
        List<SeatState> seats = Seats.of(roster.seats(incident.planVersionId())).stream()
                .map(it -> state(it, held.get(it.role()), offers.get(it.role()), accounts))
                .toList();
        return new Team(incident.id(), clock.instant(), incident.state().writable(), seats);
    }

    private static SeatState state(
            Seat seat, @Nullable Holding holding, @Nullable Handover offer, Map<String, Attendance> accounts) {
        if (holding == null) {
            return new SeatState(seat, null, null, null, null);
        }
        Attendance account = accounts.get(holding.login());
        return new SeatState(seat, holding, account, Vacancy.of(account, Seats.needs(seat.role())), offer);
    }

    @Override
    public Optional<Holding> commanderAt(IncidentId incident, Instant at) {
        return holdings.commanderAt(incident, at);
    }

    @Override
    public List<Holding> history(IncidentId incident) {
        return holdings.history(incident);
    }

    @Override
    public Optional<Handover> handover(long id) {
        return handovers.find(id);
    }

    @Override
    public List<Handover> offersTo(String login) {
        return handovers.openTo(login);
    }
}
