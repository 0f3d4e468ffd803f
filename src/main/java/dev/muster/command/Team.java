package dev.muster.command;

import dev.muster.command.Concern.Kind;
import dev.muster.incident.IncidentId;
import dev.muster.roster.Member;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The roles of an incident and who holds them.
 *
 * @param at when this was read
 * @param open whether roles may still change hands
 * @param seats the commander's first
 */
public record Team(IncidentId incident, Instant at, boolean open, List<SeatState> seats) {

    /** Key of the role that commands. A plan that does not name it has it all the same. */
    public static final String COMMANDER = "incident-commander";

    public Optional<SeatState> seat(String role) {
        return seats.stream().filter(it -> it.seat().role().equals(role)).findFirst();
    }

    public Optional<Holding> holder(String role) {
        return seat(role).flatMap(it -> Optional.ofNullable(it.holding()));
    }

    /** Somebody of the plan by login, for the contact. */
    public Optional<Member> member(String login) {
        return seats.stream()
                .flatMap(it -> Stream.of(
                        Optional.ofNullable(it.seat().holder()),
                        Optional.ofNullable(it.seat().deputy())))
                .flatMap(Optional::stream)
                .filter(it -> it.is(login))
                .findFirst();
    }

    public boolean commandedBy(String login) {
        return holder(COMMANDER).filter(it -> it.login().equals(login)).isPresent();
    }

    /** What needs attention, the most costly first; nothing once the incident has ended. */
    public List<Concern> concerns() {
        return open
                ? seats.stream()
                        .flatMap(this::concerns)
                        .sorted(Comparator.comparing(Concern::kind))
                        .toList()
                : List.of();
    }

    private Stream<Concern> concerns(SeatState state) {
        Holding holding = state.holding();
        if (holding == null) {
            return Stream.empty();
        }
        boolean commands = state.seat().role().equals(COMMANDER);
        Stream.Builder<Concern> concerns = Stream.builder();
        Vacancy vacancy = state.vacancy();
        if (vacancy != null) {
            Kind kind = commands ? Kind.COMMANDER_VACANT : Kind.ROLE_VACANT;
            concerns.add(concern(kind, state, " is vacant: " + vacancy.words(), state.lastSign(holding)));
        } else if (state.quiet(at)) {
            Kind kind = commands ? Kind.COMMANDER_QUIET : Kind.ROLE_QUIET;
            concerns.add(concern(kind, state, ": " + holding.name() + " has gone quiet", state.lastSign(holding)));
        }
        Handover offer = state.offer();
        if (offer != null) {
            String text = " is offered to " + offer.toName() + " and not accepted yet";
            concerns.add(concern(Kind.HANDOVER_WAITS, state, text, offer.offeredAt()));
        }
        return concerns.build();
    }

    private Concern concern(Kind kind, SeatState state, String text, Instant since) {
        return new Concern(kind, incident, state.seat().role(), state.seat().title() + text, since);
    }
}
