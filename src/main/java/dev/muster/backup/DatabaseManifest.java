package dev.muster.backup;

import java.time.Instant;
import java.util.List;

/**
 * What the copy of a database holds, row for row.
 *
 * @param formatVersion {@link #FORMAT}
 * @param database the database's name in its server
 * @param systemIdentifier the cluster that it came from
 * @param owner the role that owns the database
 * @param encoding of the database, such as {@code UTF8}
 * @param collate the database's {@code LC_COLLATE}
 * @param ctype the database's {@code LC_CTYPE}
 * @param serverVersion such as {@code 15.8}
 * @param toolVersion of the program that made the copy
 * @param snapshotAt the moment whose data it holds
 * @param walPosition the position in the write-ahead log at the snapshot
 * @param databaseBytes how large the database was on disk
 * @param largeObjects how many large objects it holds
 */
public record DatabaseManifest(
        int formatVersion,
        String database,
        String systemIdentifier,
        String owner,
        String encoding,
        String collate,
        String ctype,
        String serverVersion,
        String toolVersion,
        Instant startedAt,
        Instant endedAt,
        Instant snapshotAt,
        String walPosition,
        long databaseBytes,
        long largeObjects,
        List<Table> tables,
        List<Content> files)
        implements Manifest {

    public static final int FORMAT = 1;

    /** The exact number of rows of one table at the snapshot. */
    public record Table(String schema, String name, long rows) {

        public String display() {
            return schema + "." + name;
        }
    }

    public DatabaseManifest {
        if (formatVersion != FORMAT) {
            throw new IllegalArgumentException(
                    "format version " + formatVersion + " is not known; this version reads " + FORMAT);
        }
        tables = List.copyOf(tables);
        files = List.copyOf(files);
        Manifest.distinct(files);
    }

    @Override
    public long count() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    @Override
    public String countWords() {
        return count() + " rows";
    }

    /**
     * Reads one of a database.
     *
     * @throws UntrustedBackup when it is none
     */
    public static DatabaseManifest read(byte[] bytes) {
        return of(Manifest.read(bytes));
    }

    static DatabaseManifest of(Manifest manifest) {
        return switch (manifest) {
            case DatabaseManifest database -> database;
            case ArchiveManifest archive ->
                throw new UntrustedBackup(
                        "This is a copy of the files in " + archive.directory() + ", not of a database");
            case RedisManifest redis ->
                throw new UntrustedBackup("This is a copy of the Redis " + redis.service() + ", not of a database");
        };
    }
}
