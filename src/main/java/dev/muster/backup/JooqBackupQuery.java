package dev.muster.backup;

import static dev.muster.db.Tables.BACKUP;

import dev.muster.db.tables.records.BackupRecord;
import dev.muster.plan.BackupPolicy;
import dev.muster.plan.Plan;
import dev.muster.plan.Plans;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Repository;

@Repository
class JooqBackupQuery implements BackupQuery {

    private final DSLContext db;
    /** Looked up late: the plan asks the steps for their names, and steps read backups. */
    private final ObjectProvider<Plans> plans;

    private final Clock clock;

    JooqBackupQuery(DSLContext db, ObjectProvider<Plans> plans, Clock clock) {
        this.db = db;
        this.plans = plans;
        this.clock = clock;
    }

    @Override
    public List<Backup> latest(int limit) {
        return db.selectFrom(BACKUP)
                .orderBy(BACKUP.STARTED_AT.desc(), BACKUP.ID.desc())
                .limit(limit)
                .fetch(JooqBackupQuery::backup);
    }

    @Override
    public List<Backup> good(String source, int limit) {
        return db.selectFrom(BACKUP)
                .where(BACKUP.SOURCE.eq(source), BACKUP.STATE.eq(BackupState.GOOD.name()))
                .orderBy(BACKUP.SNAPSHOT_AT.desc(), BACKUP.ID.desc())
                .limit(limit)
                .fetch(JooqBackupQuery::backup);
    }

    @Override
    public Optional<Backup> newestGood(String source) {
        return good(source, 1).stream().findFirst();
    }

    @Override
    public Optional<Backup> newestProved(String source) {
        return db.selectFrom(BACKUP)
                .where(BACKUP.SOURCE.eq(source), BACKUP.STATE.eq(BackupState.GOOD.name()), BACKUP.PROVED_AT.isNotNull())
                .orderBy(BACKUP.SNAPSHOT_AT.desc(), BACKUP.ID.desc())
                .limit(1)
                .fetchOptional(JooqBackupQuery::backup);
    }

    @Override
    public Optional<Backup> goodBefore(String source, Instant snapshot) {
        return db.selectFrom(BACKUP)
                .where(
                        BACKUP.SOURCE.eq(source),
                        BACKUP.STATE.eq(BackupState.GOOD.name()),
                        BACKUP.SNAPSHOT_AT.lt(snapshot))
                .orderBy(BACKUP.PROVED_AT.isNull(), BACKUP.SNAPSHOT_AT.desc(), BACKUP.ID.desc())
                .limit(1)
                .fetchOptional(JooqBackupQuery::backup);
    }

    @Override
    public Optional<Backup> backup(BackupId id) {
        return db.selectFrom(BACKUP).where(BACKUP.ID.eq(id.value())).fetchOptional(JooqBackupQuery::backup);
    }

    @Override
    public Optional<Backup> ofRun(long runId) {
        return db.selectFrom(BACKUP)
                .where(BACKUP.RUN_ID.eq(runId))
                .orderBy(BACKUP.ID.desc())
                .limit(1)
                .fetchOptional(JooqBackupQuery::backup);
    }

    @Override
    public List<Freshness> freshness() {
        Plan plan = plans.getObject().current().plan();
        Instant now = clock.instant();
        return plan.backups().stream()
                .map(it -> freshness(it, plan.objectives().rpo(it.kind()), now))
                .toList();
    }

    private Freshness freshness(BackupPolicy policy, Duration rpo, Instant now) {
        Backup newest = newestGood(policy.copiesOf()).orElse(null);
        Backup proved = newestProved(policy.copiesOf()).orElse(null);
        return new Freshness(
                policy.key(),
                policy.title(),
                policy.copiesOf(),
                rpo,
                newest,
                newest == null ? null : newest.age(now),
                proved,
                proved == null ? null : proved.age(now));
    }

    private static Backup backup(BackupRecord row) {
        return new Backup(
                new BackupId(row.getId()),
                row.getPolicyKey(),
                row.getSource(),
                row.getStorageKey(),
                row.getLocation(),
                BackupState.valueOf(row.getState()),
                row.getReason(),
                row.getRunId(),
                row.getStartedAt(),
                row.getSnapshotAt(),
                row.getEndedAt(),
                row.getBytes(),
                row.getRows(),
                row.getManifestSha256(),
                row.getProvedAt(),
                row.getProvedByRun(),
                row.getVersion());
    }
}
