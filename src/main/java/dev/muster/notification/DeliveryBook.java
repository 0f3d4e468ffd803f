package dev.muster.notification;

import dev.muster.incident.IncidentId;
import dev.muster.incident.Timeline;
import dev.muster.incident.TimelineKind;
import dev.muster.notification.Outbox.Stranded;
import dev.muster.security.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what became of copies, and says in the timeline when a person has to look. */
@Service
class DeliveryBook {

    private static final Actor MUSTER = Actor.console("messages");

    private final Outbox outbox;
    private final Timeline timeline;
    private final NotificationSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DeliveryBook(
            Outbox outbox,
            Timeline timeline,
            NotificationSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.outbox = outbox;
        this.timeline = timeline;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public void settle(Letter letter, Outcome outcome) {
        Instant now = clock.instant();
        switch (outcome) {
            case Outcome.Arrived _ -> write(letter, DeliveryState.SENT, now, "", now);
            case Outcome.Rejected rejected -> write(letter, DeliveryState.FAILED, now, rejected.reason(), now);
            case Outcome.Unsure unsure ->
                write(letter, DeliveryState.UNKNOWN, now, unsure.reason() + " It may have arrived.", now);
            case Outcome.TryAgain again -> tryAgain(letter, again, now);
        }
    }

    private void tryAgain(Letter letter, Outcome.TryAgain again, Instant now) {
        if (letter.attempt() > settings.pauses().size()) {
            String reason = again.reason() + " Given up after " + letter.attempt() + " tries.";
            write(letter, DeliveryState.FAILED, now, reason, now);
            return;
        }
        Duration pause = settings.pauses().get(letter.attempt() - 1);
        Duration wait = again.after().filter(it -> it.compareTo(pause) > 0).orElse(pause);
        write(letter, DeliveryState.RETRYING, now.plus(wait), again.reason(), now);
    }

    private void write(Letter letter, DeliveryState next, Instant nextAt, String reason, Instant now) {
        if (outbox.settle(letter, next, nextAt, reason, now)) {
            if (next.needsPerson()) {
                line(letter.incident(), letter.recipient(), next, now);
            }
            changed(letter.incident());
        }
    }

    @Transactional
    public List<Stranded> strand() {
        Instant now = clock.instant();
        List<Stranded> stranded = outbox.strand(now);
        for (Stranded each : stranded) {
            if (each.state().needsPerson()) {
                line(each.incident(), each.recipient(), each.state(), now);
            }
            changed(each.incident());
        }
        return stranded;
    }

    /** A copy has been taken in hand. */
    public void tell(Letter letter) {
        changed(letter.incident());
    }

    private void line(@Nullable IncidentId incident, String recipient, DeliveryState state, Instant at) {
        String text = state == DeliveryState.UNKNOWN
                ? "Nobody knows whether a message reached " + recipient + ": look there, then say so in Messages"
                : "A message did not reach " + recipient + ": see Messages";
        Optional.ofNullable(incident)
                .ifPresent(it -> timeline.append(it, at, TimelineKind.MESSAGE, MUSTER, text, null));
    }

    private void changed(@Nullable IncidentId incident) {
        events.publishEvent(new OutboxChanged());
        Optional.ofNullable(incident).ifPresent(it -> events.publishEvent(new IncidentMessagesChanged(it)));
    }
}
