package dev.muster.command;

import dev.muster.command.Handover.State;
import dev.muster.command.Seating.Act;
import dev.muster.common.Refused;
import dev.muster.incident.Incident;
import dev.muster.incident.TimelineKind;
import dev.muster.roster.Attendance;
import dev.muster.roster.Member;
import dev.muster.roster.Seat;
import dev.muster.security.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Offers to the deputy what somebody did not answer; when the deputy is silent too, the old one keeps the role. */
@Component
class SilentHandovers {

    private static final Logger LOG = LoggerFactory.getLogger(SilentHandovers.class);
    private static final Actor CONSOLE = Actor.console("handover");

    private final Seating seating;
    private final Handovers handovers;
    private final TransactionTemplate transactions;

    SilentHandovers(Seating seating, Handovers handovers, PlatformTransactionManager transactions) {
        this.seating = seating;
        this.handovers = handovers;
        this.transactions = new TransactionTemplate(transactions);
    }

    void passOn() {
        for (Handover silent : handovers.silent(seating.now())) {
            try {
                transactions.executeWithoutResult(status -> passOn(silent.id()));
            } catch (RuntimeException e) {
                LOG.warn("Handover {} could not be passed on, it is tried again: {}", silent.id(), e.getMessage());
            }
        }
    }

    private void passOn(long id) {
        Handover handover = handovers.find(id).orElseThrow();
        Incident incident;
        try {
            incident = seating.locked(handover.incident());
        } catch (Refused ended) {
            handovers.end(handover, State.UNANSWERED, seating.now(), ended.getMessage());
            return;
        }
        Handover now = handovers.find(id).orElseThrow();
        if (now.open()) {
            passOn(now, seating.seat(incident, now.role()));
        }
    }

    private void passOn(Handover silent, Seat seat) {
        Instant at = seating.now();
        handovers.end(silent, State.UNANSWERED, at, null);
        long minutes = Duration.between(silent.offeredAt(), at).toMinutes();
        String text = seat.title() + ": " + silent.toName() + " did not answer in " + minutes + " min; ";
        Optional<Attendance> deputy = deputyFor(silent, seat);
        deputy.ifPresent(
                it -> handovers.add(silent.from(), it, true, silent.report(), at, at.plus(seat.answerWithin())));
        seating.tell(
                silent.incident(),
                silent.role(),
                TimelineKind.HANDOVER,
                new Act("pass-on-handover", CONSOLE, ""),
                text
                        + deputy.map(it -> "offered to the deputy " + it.name())
                                .orElse("nobody else can be asked, "
                                        + silent.from().name() + " stays"));
    }

    private static Optional<Attendance> deputyFor(Handover silent, Seat seat) {
        return Optional.ofNullable(seat.deputy())
                .map(Member::account)
                .filter(it -> it.may(Seats.needs(seat.role())))
                .filter(it -> !it.login().equals(silent.toLogin()))
                .filter(it -> !it.login().equals(silent.from().login()))
                .filter(it -> !silent.toDeputy());
    }
}
