package dev.muster.redis;

import dev.muster.backup.BackupChoice;
import dev.muster.backup.RedisManifest;
import dev.muster.backup.Staging;
import dev.muster.backup.StoredBackups;
import dev.muster.backup.UntrustedBackup;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** The copy that a run restores, as far as it may be trusted. */
@Component
class RedisCopy {

    private final StoredBackups stored;
    private final BackupChoice choice;

    RedisCopy(StoredBackups stored, BackupChoice choice) {
        this.stored = stored;
        this.choice = choice;
    }

    /** The signed manifest in the storage of the backup that the run means, for a pre-flight. */
    RedisManifest manifest(StepContext context, RedisPlace place) {
        return RedisFindings.sameOrigin(
                place,
                context.plan().application(),
                stored.manifest(context, choice.chosen(context)).redis());
    }

    /** The one that was fetched, its signature checked again. */
    RedisManifest fetched(StepContext context, RedisPlace place) {
        Staging staging = new Staging(context.workDirectory());
        return RedisFindings.sameOrigin(
                place,
                context.plan().application(),
                stored.trusted(staging.manifest(), staging.signature()).redis());
    }

    static Path file(StepContext context) {
        return new Staging(context.workDirectory()).files().resolve(SnapshotTaking.NAME);
    }

    /**
     * Reads all that was fetched: signature, SHA-256, and the file to its own checksum.
     *
     * @throws UntrustedBackup with what is wrong
     */
    RedisManifest verified(StepContext context, RedisPlace place) {
        context.command("verify manifest.sig");
        RedisManifest manifest = fetched(context, place);
        context.command("sha256sum copy/" + SnapshotTaking.NAME);
        new Staging(context.workDirectory()).verify(1, manifest);
        SnapshotTaking.content(manifest);
        context.guard();
        Snapshot snapshot = SnapshotTaking.read(file(context));
        if (snapshot.version() != manifest.snapshotVersion()) {
            throw new UntrustedBackup("The snapshot has version " + snapshot.version() + ", its manifest says "
                    + manifest.snapshotVersion());
        }
        if (snapshot.keys().isPresent() && !snapshot.keys().get().equals(manifest.keys())) {
            throw new UntrustedBackup(
                    "The snapshot holds " + snapshot.keys().get() + ", its manifest says " + manifest.keys());
        }
        return manifest;
    }
}
