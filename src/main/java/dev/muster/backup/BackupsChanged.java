package dev.muster.backup;

import dev.muster.common.Changed;

/** The catalogue of backups changed. */
public record BackupsChanged() implements Changed {}
