package dev.muster.redis;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupFacts;
import dev.muster.backup.BackupQuery;
import dev.muster.backup.Manifest;
import dev.muster.backup.RedisManifest;
import dev.muster.backup.Staging;
import dev.muster.common.Refused;
import dev.muster.host.Hosts;
import dev.muster.recovery.step.StepContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes a copy of a running Redis, and decides whether it is one worth keeping. */
@Component
class SnapshotTaking {

    /** The file's name in the storage. */
    static final String NAME = "dump.rdb";

    /** What the launching person says to a copy that is much smaller than the last one. */
    static final String ACCEPT = "accept-smaller";

    private final Hosts hosts;
    private final BackupQuery backups;

    SnapshotTaking(Hosts hosts, BackupQuery backups) {
        this.hosts = hosts;
        this.backups = backups;
    }

    /** @throws Refused when there is no copy, or none worth keeping */
    RedisManifest take(StepContext context, RedisPlace place, Staging staging, Duration atMost) {
        Instant started = context.now();
        context.guard();
        context.command("BGSAVE SCHEDULE");
        long begun = new SnapshotSaving(place.server(), atMost, context::guard).fresh();
        RedisServer.State state = place.server().state();
        Path file = staging.makeEmpty().resolve(NAME);
        context.guard();
        context.command("copy " + place.live() + " of " + place.host().key());
        download(place, file);
        Snapshot snapshot = read(file);
        if (snapshot.writtenAt().isPresent() && snapshot.writtenAt().get().isBefore(Instant.ofEpochSecond(begun))) {
            throw new Refused(place.live() + " is from " + snapshot.writtenAt().get()
                    + ", which is before Redis was asked: Redis writes its snapshot elsewhere"
                    + place.server().file().map(it -> ", to " + it).orElse(""));
        }
        RedisManifest manifest = new RedisManifest(
                RedisManifest.FORMAT,
                place.policy().kind(),
                context.plan().application(),
                place.policy().key(),
                place.service().key(),
                started,
                context.now(),
                // what came after Redis was asked may be in it or not
                started,
                state.version(),
                snapshot.version(),
                keys(context, snapshot, state),
                List.of(Staging.hashed(file, NAME)));
        judge(context, manifest);
        if (!snapshot.summed()) {
            context.log("Redis writes no checksum (rdbchecksum no): only the SHA-256 from here on guards the copy");
        }
        return manifest;
    }

    private void download(RedisPlace place, Path file) {
        try (OutputStream to = Files.newOutputStream(file)) {
            place.files(hosts).download(place.live(), to);
        } catch (IOException e) {
            throw new Refused("The snapshot cannot be kept in " + file + ": " + e.getMessage(), e);
        }
    }

    static Snapshot read(Path file) {
        try {
            return Snapshot.read(file);
        } catch (IOException e) {
            throw new Refused("The snapshot " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<RedisManifest.Keys> keys(StepContext context, Snapshot snapshot, RedisServer.State state) {
        if (snapshot.keys().isEmpty()) {
            context.log("The snapshot holds values of a kind that cannot be counted here: the keys are as Redis counts"
                    + " them now");
        }
        return snapshot.keys().orElseGet(state::keys);
    }

    private void judge(StepContext context, RedisManifest manifest) {
        if (manifest.count() == 0) {
            throw new Refused("The snapshot is empty: a Redis without a key is no backup");
        }
        Optional<Backup> last = backups.newestGood(BackupFacts.copiesOf(context));
        if (last.isEmpty() || context.parameter(ACCEPT).filter("yes"::equals).isPresent()) {
            return;
        }
        long keys = Objects.requireNonNullElse(last.get().rows(), 0L);
        long bytes = Objects.requireNonNullElse(last.get().bytes(), 0L);
        if (manifest.count() * 2 <= keys || manifest.totalBytes() * 2 <= bytes) {
            throw new Refused("The snapshot has shrunk by half or more: " + manifest.count() + " keys and "
                    + BackupFacts.size(manifest.totalBytes()) + ", backup "
                    + last.get().id() + " has " + keys
                    + " and " + BackupFacts.size(bytes) + ". When that is right, launch it with " + ACCEPT + " yes");
        }
    }

    /** The stored file of a manifest. */
    static Manifest.Content content(RedisManifest manifest) {
        return manifest.files().stream()
                .filter(it -> it.name().equals(NAME))
                .findFirst()
                .orElseThrow(() -> new dev.muster.backup.UntrustedBackup("The backup holds no " + NAME));
    }
}
