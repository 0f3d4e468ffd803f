package dev.muster.backup;

import java.util.List;
import java.util.Optional;

/** What screens and steps read about backups. */
public interface BackupQuery {

    /** Newest first, whatever their state. */
    List<Backup> latest(int limit);

    /** Those that may be restored, newest data first. */
    List<Backup> good(String source, int limit);

    Optional<Backup> newestGood(String source);

    Optional<Backup> backup(BackupId id);

    /** The one that this run made or is making. */
    Optional<Backup> ofRun(long runId);

    /** One line for each database policy of the plan in force. */
    List<Freshness> freshness();
}
