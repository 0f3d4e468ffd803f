package dev.muster.redis;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupCatalog;
import dev.muster.backup.BackupQuery;
import dev.muster.backup.Manifest;
import dev.muster.backup.RedisManifest;
import dev.muster.backup.Signatures;
import dev.muster.backup.Staging;
import dev.muster.backup.Storages;
import dev.muster.plan.BackupPolicy;
import dev.muster.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;

/** Signed backups of Redis whose file was made by hand. */
public final class PlantedSnapshot {

    private PlantedSnapshot() {}

    /** One whose checksum and count are right, and over which Redis 7 ends: a packed hash that is none. */
    public static Backup poison(BeanFactory beans, Plan plan, String policy) throws IOException {
        byte[] file = new SnapshotBytes(10)
                .database(0)
                .raw(16, 3, 'b', 'a', 'd', 5, 'w', 'r', 'o', 'n', 'g')
                .end();
        return in(beans, plan, policy, file, 10, List.of(new RedisManifest.Keys(0, 1, 0)));
    }

    static Backup in(
            BeanFactory beans, Plan plan, String policyKey, byte[] file, int version, List<RedisManifest.Keys> keys)
            throws IOException {
        BackupPolicy policy = plan.backup(policyKey).orElseThrow();
        Path folder = Files.createTempDirectory("planted");
        Path dump = Files.write(folder.resolve(SnapshotTaking.NAME), file);
        Instant now = Instant.now();
        RedisManifest manifest = new RedisManifest(
                RedisManifest.FORMAT,
                BackupPolicy.Kind.REDIS,
                plan.application(),
                policyKey,
                policy.source(),
                now,
                now,
                now,
                "7.9.1",
                version,
                keys,
                List.of(Staging.hashed(dump, SnapshotTaking.NAME)));
        String location = policy.copiesOf() + "/planted-" + version + "-" + keys.hashCode() + "/";
        var storage = beans.getBean(Storages.class)
                .open(plan.storage(policy.storage()).orElseThrow());
        byte[] bytes = manifest.toBytes();
        storage.put(location + SnapshotTaking.NAME, dump);
        storage.put(location + Manifest.NAME, bytes);
        storage.put(
                location + Manifest.SIGNATURE_NAME,
                beans.getBean(Signatures.class).sign(bytes));
        String hash = Staging.sha256(Files.write(folder.resolve(Manifest.NAME), bytes));
        beans.getBean(BackupCatalog.class).adopt(policy, location, manifest, hash);
        Staging.remove(folder);
        return beans.getBean(BackupQuery.class).latest(50).stream()
                .filter(it -> it.location().equals(location))
                .findFirst()
                .orElseThrow();
    }
}
