package dev.muster.backup;

/** The life of a backup. Only a {@code GOOD} one may be restored. */
public enum BackupState {
    RUNNING,
    GOOD,
    FAILED
}
