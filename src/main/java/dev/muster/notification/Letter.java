package dev.muster.notification;

import dev.muster.incident.IncidentId;
import dev.muster.plan.Channel;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One copy in the hands of a console.
 *
 * @param key the same for each try of this copy, so that a receiver can tell that it has it already
 * @param worker who has it in hand; a row that names another must not be touched
 * @param attempt counts from 1
 * @param sentAgain a person asked for it although it may have arrived before
 */
record Letter(
        DeliveryId id,
        UUID key,
        UUID worker,
        int attempt,
        @Nullable IncidentId incident,
        String channelKey,
        Channel.Kind kind,
        String recipient,
        String subject,
        String body,
        boolean sentAgain) {

    private static final String AGAIN = "(Sent again: this may have reached you before.)\n\n";

    /** The words as they leave. */
    String text() {
        return sentAgain ? AGAIN + body : body;
    }
}
