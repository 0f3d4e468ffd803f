package dev.muster.notification;

import dev.muster.incident.IncidentId;
import dev.muster.plan.Channel;
import dev.muster.security.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where messages and their copies are kept. */
interface Outbox {

    /**
     * Adds a message with one copy for each recipient.
     *
     * @return empty when this act has sent to that channel before
     */
    Optional<MessageId> add(NewMessage message, Actor actor);

    /** Reads a copy and holds it until the transaction ends. */
    Optional<Held> lock(DeliveryId delivery);

    /**
     * Moves a copy on as a person asked; empties who has it in hand.
     *
     * @throws dev.muster.common.Refused when it is no longer in the version that the person saw
     */
    void move(Held held, int version, DeliveryState next, boolean sentAgain, String reason, Instant at);

    /** Takes the next copy that is due into the worker's hands. A copy that another console just takes is passed by. */
    Optional<Letter> claim(UUID worker, Duration lease, Instant now);

    /** Writes down that the text is about to leave; false when somebody else has the copy in hand. */
    boolean handOver(Letter letter);

    /** Writes down what became of the copy; false when somebody else has it in hand. */
    boolean settle(Letter letter, DeliveryState next, Instant nextAt, String reason, Instant at);

    /**
     * Looks after copies whose console has been silent for longer than its lease: what was not handed over waits
     * again, of the rest nobody knows.
     */
    List<Stranded> strand(Instant at);

    /** A copy under lock, and the incident and channel of its message. */
    record Held(Delivery delivery, @Nullable IncidentId incident, String channelTitle) {}

    /** A copy that a silent console left, and what it is now. */
    record Stranded(@Nullable IncidentId incident, String recipient, DeliveryState state) {}

    /**
     * A message before it has a number.
     *
     * @param recipients one copy each
     */
    record NewMessage(
            UUID act,
            @Nullable IncidentId incident,
            Channel channel,
            @Nullable String templateKey,
            String templateTitle,
            String subject,
            String body,
            boolean exercise,
            List<String> recipients,
            Instant at) {}
}
