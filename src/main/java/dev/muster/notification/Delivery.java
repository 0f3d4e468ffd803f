package dev.muster.notification;

import java.time.Instant;

/**
 * One recipient's copy of a message.
 *
 * @param recipient a mail address, or the name of the Slack channel
 * @param attempts how often it was tried since a person last asked for it
 * @param nextAt when it is tried again; means something only while it waits
 * @param reason why it is where it is, for people; may be empty
 */
public record Delivery(
        DeliveryId id,
        int version,
        String recipient,
        DeliveryState state,
        int attempts,
        Instant nextAt,
        String reason,
        Instant changedAt) {}
