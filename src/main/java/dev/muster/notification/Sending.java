package dev.muster.notification;

import dev.muster.incident.IncidentId;
import java.util.List;
import java.util.UUID;

/**
 * What a person sends after looking at a {@link Draft}.
 *
 * @param act the draft's
 * @param template the key of the template that the draft was made from
 */
public record Sending(UUID act, IncidentId incident, String template, List<Part> parts) {

    /** The words for one channel, as the person left them. */
    public record Part(String channelKey, String subject, String body, List<String> recipients) {}
}
