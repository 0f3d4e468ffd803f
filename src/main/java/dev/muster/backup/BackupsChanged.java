package dev.muster.backup;

import dev.muster.common.SharedFact;

/** The catalogue of backups changed. */
public record BackupsChanged() implements SharedFact {}
