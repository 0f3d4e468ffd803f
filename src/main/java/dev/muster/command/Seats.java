package dev.muster.command;

import dev.muster.common.Refused;
import dev.muster.roster.Member;
import dev.muster.roster.Seat;
import dev.muster.security.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of roles: which there are, and what an account needs for them. */
final class Seats {

    private static final Seat COMMANDER =
            new Seat(Team.COMMANDER, "Incident Commander", null, null, Duration.ofMinutes(5));

    private Seats() {}

    /** The commander's first, even when the plan does not name it: every incident is commanded. */
    static List<Seat> of(List<Seat> planned) {
        Seat commander = planned.stream()
                .filter(it -> it.role().equals(Team.COMMANDER))
                .findFirst()
                .orElse(COMMANDER);
        return Stream.concat(Stream.of(commander), planned.stream().filter(it -> !it.role()
                        .equals(Team.COMMANDER)))
                .toList();
    }

    static Seat find(List<Seat> planned, String role) {
        List<Seat> seats = of(planned);
        return seats.stream()
                .filter(it -> it.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new Refused("The plan of this incident has no role \"" + shortened(role)
                        + "\". It has " + seats.stream().map(Seat::role).collect(Collectors.joining(", ")) + "."));
    }

    static Role needs(String role) {
        return role.equals(Team.COMMANDER) ? Role.COMMANDER : Role.RESPONDER;
    }

    /** Those whom the plan names come first; when none of them can, everybody with the right may. */
    static boolean mayTakeOver(Seat seat, String login) {
        return seat.names(login) || able(seat).findAny().isEmpty();
    }

    static String names(Seat seat) {
        return able(seat).map(Member::name).collect(Collectors.joining(", "));
    }

    private static Stream<Member> able(Seat seat) {
        return Stream.of(Optional.ofNullable(seat.holder()), Optional.ofNullable(seat.deputy()))
                .flatMap(Optional::stream)
                .filter(it -> it.account() != null && it.account().may(needs(seat.role())));
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
