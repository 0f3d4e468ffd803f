package dev.muster.notification;

import dev.muster.common.Refused;
import dev.muster.incident.IncidentId;
import dev.muster.security.Actor;
import java.util.List;
import java.util.Optional;

/**
 * What people do with messages. Sending writes the outbox, the timeline and the audit row together; the words leave
 * afterwards. Every method that acts needs a commander.
 */
public interface Messages {

    /**
     * Fills a template of the incident's plan for each channel of the plan in force.
     *
     * @throws Refused when there is no such incident or template
     */
    Draft draft(IncidentId incident, String template);

    /**
     * Puts the messages into the outbox; each recipient is served by itself.
     *
     * @throws Refused with the field, the value and what is allowed; then nothing is sent to anybody
     */
    List<MessageId> send(Sending sending, Actor actor);

    /**
     * Sends words that only say that the channel works.
     *
     * @param recipient an address for mail; not looked at for Slack, whose webhook has one channel
     */
    MessageId test(String channelKey, String recipient, Actor actor);

    /**
     * Tries a failed or waiting copy now, or sends one again of which nobody knows whether it arrived.
     *
     * @param version of the delivery that the person looked at
     */
    void retry(DeliveryId delivery, int version, Actor actor);

    /** Takes back a copy that has not left. */
    void cancel(DeliveryId delivery, int version, Actor actor);

    /** Somebody looked: the copy of which nobody knew has arrived. */
    void arrived(DeliveryId delivery, int version, Actor actor);

    /** The mail address that the plan knows of the person. */
    Optional<String> mailOf(Actor actor);

    /** Why nothing can be sent to the channel; empty when it can. */
    Optional<String> obstacle(String channelKey);
}
