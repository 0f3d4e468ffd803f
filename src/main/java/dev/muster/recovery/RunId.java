package dev.muster.recovery;

/** A run's number. */
public record RunId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
