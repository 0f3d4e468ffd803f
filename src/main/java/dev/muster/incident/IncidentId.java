package dev.muster.incident;

/** An incident's number, shown as {@code INC-42}. */
public record IncidentId(long value) {

    @Override
    public String toString() {
        return "INC-" + value;
    }
}
