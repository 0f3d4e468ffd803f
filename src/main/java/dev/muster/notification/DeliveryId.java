package dev.muster.notification;

/** The number of one recipient's copy of a message. */
public record DeliveryId(long value) {

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
