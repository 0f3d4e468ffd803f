package dev.muster.backup;

import dev.muster.plan.BackupPolicy;
import java.time.Instant;
import java.util.List;

/**
 * What the copy of a directory holds, path for path.
 *
 * @param formatVersion {@link #FORMAT}
 * @param application the application whose plan it was made by
 * @param policy key of the backup policy that it was made by
 * @param host key of the host that it came from
 * @param directory where it stood there
 * @param entries everything in the directory, each folder before what is in it
 * @param leftOut what was not copied, and why, one line each
 */
public record ArchiveManifest(
        int formatVersion,
        BackupPolicy.Kind kind,
        String application,
        String policy,
        String host,
        String directory,
        Instant startedAt,
        Instant endedAt,
        Instant snapshotAt,
        List<PathEntry> entries,
        List<String> leftOut,
        List<Content> files)
        implements Manifest {

    public static final int FORMAT = 1;

    /** What stands at a path. */
    public enum PathType {
        FILE,
        DIRECTORY,
        LINK
    }

    /**
     * One path.
     *
     * @param path from the directory, with slashes; empty for the directory itself
     * @param size in bytes; 0 for what is no file
     * @param mode the nine permission bits
     * @param sha256 of a file, hex; empty for what is none
     * @param link where a link points; empty for what is none
     */
    public record PathEntry(
            String path, PathType type, long size, int mode, String owner, String group, String sha256, String link) {}

    public ArchiveManifest {
        if (formatVersion != FORMAT) {
            throw new IllegalArgumentException(
                    "format version " + formatVersion + " is not known; this version reads " + FORMAT);
        }
        entries = List.copyOf(entries);
        leftOut = List.copyOf(leftOut);
        files = List.copyOf(files);
        Manifest.distinct(files);
    }

    @Override
    public long count() {
        return entries.stream().filter(it -> it.type() == PathType.FILE).count();
    }

    /** The files of an incremental copy lie in its folders and not in the storage. */
    @Override
    public long totalBytes() {
        return kind == BackupPolicy.Kind.FILES
                ? entries.stream().mapToLong(PathEntry::size).sum()
                : Manifest.super.totalBytes();
    }

    @Override
    public String countWords() {
        return count() + " files";
    }

    static ArchiveManifest of(Manifest manifest) {
        return switch (manifest) {
            case ArchiveManifest archive -> archive;
            case DatabaseManifest database ->
                throw new UntrustedBackup(
                        "This is a copy of the database " + database.database() + ", not of a directory");
            case RedisManifest redis ->
                throw new UntrustedBackup("This is a copy of the Redis " + redis.service() + ", not of a directory");
        };
    }

    /**
     * Reads one of a directory.
     *
     * @throws UntrustedBackup when it is none
     */
    public static ArchiveManifest read(byte[] bytes) {
        return of(Manifest.read(bytes));
    }
}
