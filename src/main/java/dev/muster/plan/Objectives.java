package dev.muster.plan;

import java.time.Duration;

/**
 * How long the application may be down and how much may be lost, at most.
 *
 * @param rtoCritical for services of the critical tier
 * @param rpoConfiguration zero means real-time: kept in version control
 */
public record Objectives(
        Duration rtoCritical,
        Duration rtoNonCritical,
        Duration rtoFull,
        Duration rpoDatabase,
        Duration rpoFiles,
        Duration rpoConfiguration) {

    /** How much of what such a policy copies may be lost, at most. */
    public Duration rpo(BackupPolicy.Kind kind) {
        return switch (kind) {
            case DATABASE -> rpoDatabase;
            case APPLICATION, FILES, REDIS -> rpoFiles;
        };
    }
}
