package dev.muster.notification;

import dev.muster.incident.IncidentId;
import dev.muster.plan.Channel;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A template filled with an incident's facts, channel by channel, for a person to look at and to edit.
 *
 * @param act names this one act of sending: what was sent with it is not sent with it again
 * @param banner what stands before the text and cannot be edited away; empty when it is no exercise
 */
public record Draft(UUID act, IncidentId incident, String template, Optional<Banner> banner, List<Part> parts) {

    /** The mark of an exercise: before the subject, and as the first line of the text. */
    public record Banner(String subjectPrefix, String firstLine) {}

    /**
     * The message for one channel.
     *
     * @param subject empty where the channel has none
     * @param recipients one copy each
     * @param holes what is not known yet; it stands in the text as {@code {{name}}}
     * @param obstacle why nothing can be sent to this channel, for people
     */
    public record Part(
            String channelKey,
            String channelTitle,
            Channel.Kind kind,
            String subject,
            String body,
            List<String> recipients,
            List<Hole> holes,
            Optional<String> obstacle) {}
}
