package dev.muster.backup;

import static dev.muster.db.Tables.BACKUP;

import dev.muster.common.Refused;
import java.time.Instant;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(propagation = Propagation.MANDATORY)
class JooqBackups implements Backups {

    private final DSLContext db;

    JooqBackups(DSLContext db) {
        this.db = db;
    }

    @Override
    public BackupId insert(Start start) {
        return new BackupId(db.insertInto(BACKUP)
                .set(BACKUP.POLICY_KEY, start.policyKey())
                .set(BACKUP.SOURCE, start.source())
                .set(BACKUP.STORAGE_KEY, start.storageKey())
                .set(BACKUP.LOCATION, start.location())
                .set(BACKUP.STATE, BackupState.RUNNING.name())
                .set(BACKUP.RUN_ID, start.runId())
                .set(BACKUP.STARTED_AT, start.at())
                .returningResult(BACKUP.ID)
                .fetchSingle()
                .value1());
    }

    @Override
    public void resume(BackupId id, int version, Instant at) {
        one(
                id,
                db.update(BACKUP)
                        .set(BACKUP.STATE, BackupState.RUNNING.name())
                        .setNull(BACKUP.REASON)
                        .setNull(BACKUP.ENDED_AT)
                        .set(BACKUP.STARTED_AT, at)
                        .set(BACKUP.VERSION, version + 1)
                        .where(BACKUP.ID.eq(id.value()), BACKUP.VERSION.eq(version))
                        .execute());
    }

    @Override
    public void good(BackupId id, int version, Manifest manifest, String manifestSha256, Instant at) {
        one(
                id,
                db.update(BACKUP)
                        .set(BACKUP.STATE, BackupState.GOOD.name())
                        .setNull(BACKUP.REASON)
                        .set(BACKUP.SNAPSHOT_AT, manifest.snapshotAt())
                        .set(BACKUP.ENDED_AT, at)
                        .set(BACKUP.BYTES, manifest.totalBytes())
                        .set(BACKUP.ROWS, manifest.count())
                        .set(BACKUP.MANIFEST_SHA256, manifestSha256)
                        .set(origin(manifest))
                        .set(BACKUP.VERSION, version + 1)
                        .where(BACKUP.ID.eq(id.value()), BACKUP.VERSION.eq(version))
                        .execute());
    }

    @Override
    public void failed(BackupId id, int version, String reason, Instant at) {
        one(
                id,
                db.update(BACKUP)
                        .set(BACKUP.STATE, BackupState.FAILED.name())
                        .set(BACKUP.REASON, reason)
                        .set(BACKUP.ENDED_AT, at)
                        .set(BACKUP.VERSION, version + 1)
                        .where(BACKUP.ID.eq(id.value()), BACKUP.VERSION.eq(version))
                        .execute());
    }

    @Override
    public void proved(BackupId id, int version, long runId, Instant at) {
        one(
                id,
                db.update(BACKUP)
                        .set(BACKUP.PROVED_AT, at)
                        .set(BACKUP.PROVED_BY_RUN, runId)
                        .set(BACKUP.VERSION, version + 1)
                        .where(BACKUP.ID.eq(id.value()), BACKUP.VERSION.eq(version))
                        .execute());
    }

    @Override
    public boolean known(String storageKey, String location) {
        return db.fetchExists(BACKUP, BACKUP.STORAGE_KEY.eq(storageKey), BACKUP.LOCATION.eq(location));
    }

    private static Map<Field<?>, Object> origin(Manifest manifest) {
        return switch (manifest) {
            case DatabaseManifest database ->
                Map.of(
                        BACKUP.SYSTEM_IDENTIFIER,
                        database.systemIdentifier(),
                        BACKUP.SERVER_VERSION,
                        database.serverVersion(),
                        BACKUP.WAL_POSITION,
                        database.walPosition());
            case RedisManifest redis -> Map.of(BACKUP.SERVER_VERSION, redis.serverVersion());
            case ArchiveManifest archive -> Map.of();
        };
    }

    private static void one(BackupId id, int rows) {
        if (rows != 1) {
            throw new Refused("Backup " + id + " was changed by somebody else at the same moment");
        }
    }
}
