package dev.muster.notification;

import dev.muster.incident.IncidentId;
import dev.muster.plan.Channel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was sent to one channel, word for word, and how far each copy came.
 *
 * @param incident null for a test message
 * @param template the title of the template that it was made from
 * @param subject empty where the channel has none
 * @param acknowledgements who has read it, the first one first
 */
public record Message(
        MessageId id,
        @Nullable IncidentId incident,
        String template,
        String channelKey,
        String channelTitle,
        Channel.Kind kind,
        String subject,
        String body,
        boolean exercise,
        String sentByName,
        Instant sentAt,
        List<Delivery> deliveries,
        List<Acknowledgement> acknowledgements) {}
