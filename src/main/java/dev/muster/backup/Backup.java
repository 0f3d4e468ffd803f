package dev.muster.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of the catalogue. What is not known yet, or never will be, is null.
 *
 * @param source key of the database in the plan; for other copies, {@link dev.muster.plan.BackupPolicy#copiesOf}
 * @param location the folder in the storage, ending in a slash
 * @param reason why it failed
 * @param runId the run that made it; null for one that was found in the storage
 * @param snapshotAt the moment whose data it holds
 * @param bytes size in the storage
 * @param rows of all tables together; the number of files for a copy of a directory, of keys for one of a Redis
 * @param provedAt when it was last restored and compared
 */
public record Backup(
        BackupId id,
        String policyKey,
        String source,
        String storageKey,
        String location,
        BackupState state,
        @Nullable String reason,
        @Nullable Long runId,
        Instant startedAt,
        @Nullable Instant snapshotAt,
        @Nullable Instant endedAt,
        @Nullable Long bytes,
        @Nullable Long rows,
        @Nullable String manifestSha256,
        @Nullable Instant provedAt,
        @Nullable Long provedByRun,
        int version) {

    public boolean good() {
        return state == BackupState.GOOD;
    }

    /** "1,234 rows", "56 files" or "789 keys". */
    public String contents() {
        String things = source.contains("/") ? "files" : "rows";
        return String.format(
                Locale.ENGLISH,
                "%,d %s",
                Objects.requireNonNullElse(rows, 0L),
                source.startsWith("redis/") ? "keys" : things);
    }

    /** How old its data is. */
    public @Nullable Duration age(Instant now) {
        return snapshotAt == null ? null : Duration.between(snapshotAt, now);
    }
}
