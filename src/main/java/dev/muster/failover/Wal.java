package dev.muster.failover;

/** A position in the write-ahead log, as a number that can be compared; 0 for none. */
record Wal(long position) implements Comparable<Wal> {

    static final Wal NONE = new Wal(0);

    /** @param text such as {@code 0/30000D8}, or empty for none */
    static Wal of(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        String[] halves = text.split("/", 2);
        if (halves.length != 2 || !halves[0].matches("[0-9A-Fa-f]{1,8}") || !halves[1].matches("[0-9A-Fa-f]{1,8}")) {
            throw new IllegalArgumentException(text + " is no position of a write-ahead log");
        }
        return new Wal(Long.parseLong(halves[0], 16) << 32 | Long.parseLong(halves[1], 16));
    }

    boolean known() {
        return position != 0;
    }

    /** Bytes from the other to this one; never less than 0. */
    long since(Wal other) {
        return Math.max(0, position - other.position);
    }

    Wal later(Wal other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public int compareTo(Wal other) {
        return Long.compareUnsigned(position, other.position);
    }

    @Override
    public String toString() {
        return known()
                ? Long.toHexString(position >>> 32).toUpperCase(java.util.Locale.ROOT) + "/"
                        + Long.toHexString(position & 0xFFFF_FFFFL).toUpperCase(java.util.Locale.ROOT)
                : "none";
    }
}
