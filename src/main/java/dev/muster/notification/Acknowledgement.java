package dev.muster.notification;

import java.time.Instant;

/**
 * Somebody has read a message.
 *
 * @param reader the person's name
 * @param notedBy who said so: the person, or whoever heard it from them
 */
public record Acknowledgement(String reader, Instant at, String notedBy) {

    /** Not the reader's own word. */
    public boolean hearsay() {
        return !reader.equals(notedBy);
    }
}
