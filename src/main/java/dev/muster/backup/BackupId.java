package dev.muster.backup;

/** A backup's number in the catalogue. */
public record BackupId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
