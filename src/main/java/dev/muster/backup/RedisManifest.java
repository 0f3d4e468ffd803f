package dev.muster.backup;

import dev.muster.plan.BackupPolicy;
import java.time.Instant;
import java.util.List;

/**
 * What the copy of a Redis holds, database for database.
 *
 * @param formatVersion {@link #FORMAT}
 * @param kind always {@link BackupPolicy.Kind#REDIS}
 * @param application the application whose plan it was made by
 * @param policy key of the backup policy that it was made by
 * @param service key of the service that it came from
 * @param serverVersion such as {@code 7.0.15}
 * @param snapshotVersion the version of the file's format, such as 10
 * @param keys of each database that has any, in order
 */
public record RedisManifest(
        int formatVersion,
        BackupPolicy.Kind kind,
        String application,
        String policy,
        String service,
        Instant startedAt,
        Instant endedAt,
        Instant snapshotAt,
        String serverVersion,
        int snapshotVersion,
        List<Keys> keys,
        List<Content> files)
        implements Manifest {

    public static final int FORMAT = 1;

    /**
     * One database.
     *
     * @param database its number
     * @param expiring how many of the keys go away by themselves
     */
    public record Keys(int database, long keys, long expiring) {}

    public RedisManifest {
        if (formatVersion != FORMAT) {
            throw new IllegalArgumentException(
                    "format version " + formatVersion + " is not known; this version reads " + FORMAT);
        }
        keys = List.copyOf(keys);
        files = List.copyOf(files);
        Manifest.distinct(files);
    }

    @Override
    public long count() {
        return keys.stream().mapToLong(Keys::keys).sum();
    }

    @Override
    public String countWords() {
        return count() + " keys in " + keys.size() + (keys.size() == 1 ? " database" : " databases");
    }

    static RedisManifest of(Manifest manifest) {
        return switch (manifest) {
            case RedisManifest redis -> redis;
            case DatabaseManifest database ->
                throw new UntrustedBackup("This is a copy of the database " + database.database() + ", not of Redis");
            case ArchiveManifest archive ->
                throw new UntrustedBackup("This is a copy of the files in " + archive.directory() + ", not of Redis");
        };
    }
}
