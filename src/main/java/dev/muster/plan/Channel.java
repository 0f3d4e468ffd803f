package dev.muster.plan;

import java.util.Optional;

/**
 * A way to reach people; the list's order is the order of use.
 *
 * @param address what people call it; for {@link Kind#EMAIL} the recipients, with commas between them
 * @param webhook the secret address that Slack gave for it; {@link Secret#NONE} when Muster does not send there
 * @param mailServer what takes its mails; empty when Muster does not send there
 */
public record Channel(
        String key, String title, Kind kind, String address, Secret webhook, Optional<MailServer> mailServer) {

    /** What carries the message. */
    public enum Kind {
        SLACK,
        EMAIL,
        PHONE_TREE,
        STATUS_PAGE
    }
}
