package dev.muster.notification;

/** The number of a message in the outbox. */
public record MessageId(long value) {

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
