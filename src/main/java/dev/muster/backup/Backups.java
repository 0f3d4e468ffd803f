package dev.muster.backup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes the catalogue's rows; {@link BackupCatalog} opens the transaction. */
interface Backups {

    /** What a new row starts with. */
    record Start(
            String policyKey,
            String source,
            String storageKey,
            String location,
            @Nullable Long runId,
            Instant at) {}

    BackupId insert(Start start);

    /** Back to RUNNING, for another attempt of the same run. */
    void resume(BackupId id, int version, Instant at);

    void good(BackupId id, int version, Manifest manifest, String manifestSha256, Instant at);

    void failed(BackupId id, int version, String reason, Instant at);

    void proved(BackupId id, int version, long runId, Instant at);

    boolean known(String storageKey, String location);
}
