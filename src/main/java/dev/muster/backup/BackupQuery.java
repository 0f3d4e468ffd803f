package dev.muster.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What screens and steps read about backups. */
public interface BackupQuery {

    /** Newest first, whatever their state. */
    List<Backup> latest(int limit);

    /** Those that may be restored, newest data first. */
    List<Backup> good(String source, int limit);

    Optional<Backup> newestGood(String source);

    /** The one with the newest data of those that were restored and compared. */
    Optional<Backup> newestProved(String source);

    /** One with older data than that moment: the newest proved one, else the newest good one. */
    Optional<Backup> goodBefore(String source, Instant snapshot);

    Optional<Backup> backup(BackupId id);

    /** The one that this run made or is making. */
    Optional<Backup> ofRun(long runId);

    /** One line for each policy of the plan in force. */
    List<Freshness> freshness();
}
