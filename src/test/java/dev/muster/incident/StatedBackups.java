package dev.muster.incident;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupId;
import dev.muster.backup.BackupQuery;
import dev.muster.backup.BackupState;
import dev.muster.backup.Freshness;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Backups as a test wants them. */
public final class StatedBackups implements BackupQuery {

    public final List<Backup> all = new CopyOnWriteArrayList<>();

    public void add(long id, String source, @Nullable Instant provedAt, @Nullable Long provedByRun) {
        Instant at = Instant.EPOCH;
        all.addFirst(new Backup(
                new BackupId(id),
                source + "-hourly",
                source,
                "off-site",
                "there/",
                BackupState.GOOD,
                null,
                null,
                at,
                at,
                at,
                1L,
                1L,
                "0",
                provedAt,
                provedByRun,
                0));
    }

    @Override
    public List<Backup> latest(int limit) {
        return all.stream().limit(limit).toList();
    }

    @Override
    public List<Backup> good(String source, int limit) {
        return all.stream()
                .filter(it -> it.source().equals(source))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Backup> newestGood(String source) {
        return good(source, 1).stream().findFirst();
    }

    @Override
    public Optional<Backup> newestProved(String source) {
        return good(source, Integer.MAX_VALUE).stream()
                .filter(it -> it.provedAt() != null)
                .findFirst();
    }

    @Override
    public Optional<Backup> goodBefore(String source, Instant snapshot) {
        return Optional.empty();
    }

    @Override
    public Optional<Backup> backup(BackupId id) {
        return all.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Backup> ofRun(long runId) {
        return all.stream().filter(it -> Objects.equals(it.runId(), runId)).findFirst();
    }

    @Override
    public List<Freshness> freshness() {
        return List.of();
    }
}
