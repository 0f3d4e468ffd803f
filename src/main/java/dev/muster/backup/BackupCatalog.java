package dev.muster.backup;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.common.Refused;
import dev.muster.plan.BackupPolicy;
import dev.muster.security.Actor;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the catalogue: which backups there are, which of them are good, and which are proved by a restore. */
@Service
public class BackupCatalog {

    private static final Actor CONSOLE = Actor.console("backup");

    private final Backups backups;
    private final BackupQuery query;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    BackupCatalog(Backups backups, BackupQuery query, AuditLog audit, ApplicationEventPublisher events, Clock clock) {
        this.backups = backups;
        this.query = query;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** The run's row, new or taken up again: a run has one backup, however often its steps are tried. */
    @Transactional
    public BackupId begin(BackupPolicy policy, String location, long runId) {
        Optional<Backup> row = query.ofRun(runId);
        if (row.isEmpty()) {
            BackupId id = backups.insert(new Backups.Start(
                    policy.key(), policy.copiesOf(), policy.storage(), location, runId, clock.instant()));
            tell("begin-backup", id, null, "RUNNING");
            return id;
        }
        Backup backup = row.get();
        switch (backup.state()) {
            case RUNNING -> {}
            case FAILED -> {
                backups.resume(backup.id(), backup.version(), clock.instant());
                tell("resume-backup", backup.id(), "FAILED", "RUNNING");
            }
            case GOOD -> throw new Refused("Backup " + backup.id() + " of run " + runId + " is finished");
        }
        return backup.id();
    }

    /** Only to be called when everything is in the storage, signed, and was read back. Does nothing when it is good. */
    @Transactional
    public void good(BackupId id, Manifest manifest, String manifestSha256) {
        Backup backup = get(id);
        if (backup.good()) {
            return;
        }
        backups.good(id, backup.version(), manifest, manifestSha256, clock.instant());
        tell(
                "finish-backup",
                id,
                backup.state().name(),
                "GOOD, " + manifest.countWords() + ", " + manifest.totalBytes() + " bytes");
    }

    /** A good backup stays good: what comes after it is no longer about the copy. */
    @Transactional
    public void failed(BackupId id, String reason) {
        Backup backup = get(id);
        if (backup.state() == BackupState.RUNNING) {
            backups.failed(id, backup.version(), reason, clock.instant());
            tell("fail-backup", id, "RUNNING", "FAILED: " + reason);
        }
    }

    /** A person ended the run; a good backup stays good. */
    @Transactional
    public void cancelled(BackupId id) {
        failed(id, "the run was cancelled or undone");
    }

    /** The run restored it and compared every table. */
    @Transactional
    public void proved(BackupId id, long runId) {
        Backup backup = get(id);
        if (backup.provedByRun() == null || backup.provedByRun() != runId) {
            backups.proved(id, backup.version(), runId, clock.instant());
            tell("prove-backup", id, null, "restored and compared by run " + runId);
        }
    }

    /** Takes up a signed backup that the storage holds and the catalogue lost. */
    @Transactional
    public void adopt(BackupPolicy policy, String location, Manifest manifest, String manifestSha256) {
        if (!backups.known(policy.storage(), location)) {
            BackupId id = backups.insert(new Backups.Start(
                    policy.key(), policy.copiesOf(), policy.storage(), location, null, manifest.startedAt()));
            backups.good(id, 0, manifest, manifestSha256, manifest.endedAt());
            tell("adopt-backup", id, null, "GOOD, found at " + location);
        }
    }

    @Transactional
    public boolean knows(String storageKey, String location) {
        return backups.known(storageKey, location);
    }

    @Transactional(readOnly = true)
    public boolean isGood(BackupId id) {
        return get(id).good();
    }

    private Backup get(BackupId id) {
        return query.backup(id).orElseThrow(() -> new Refused("There is no backup " + id + " in the catalogue"));
    }

    private void tell(String action, BackupId id, @Nullable String before, String after) {
        audit.record(CONSOLE, AuditFact.done(action, "backup", id, before, after));
        events.publishEvent(new BackupsChanged());
    }
}
