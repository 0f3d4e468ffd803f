package dev.muster.backup;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup holds, byte for byte and row for row. It is signed, so whoever trusts the key may trust every figure.
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
public record Manifest(
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
        List<Content> files) {

    public static final int FORMAT = 1;
    public static final String NAME = "manifest.json";
    public static final String SIGNATURE_NAME = "manifest.sig";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** The exact number of rows of one table at the snapshot. */
    public record Table(String schema, String name, long rows) {

        public String display() {
            return schema + "." + name;
        }
    }

    /**
     * One file of the copy. Its name is a plain one, so that no manifest can name a file elsewhere.
     *
     * @param size of the file as it is stored
     * @param sha256 of the file as it is stored, hex
     * @param unpacked how large it is when it is unpacked; {@code size} where it is not packed
     */
    public record Content(String name, long size, String sha256, long unpacked) {

        public Content {
            if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}") || name.startsWith("manifest.")) {
                throw new IllegalArgumentException("\"" + name + "\" is not the name of a backup file");
            }
            if (size < 0 || unpacked < 0 || !sha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException(name + " has no valid size or hash");
            }
        }

        /** A file that is stored as it is. */
        public static Content plain(String name, long size, String sha256) {
            return new Content(name, size, sha256, size);
        }

        public boolean packed() {
            return name.endsWith(PackedFile.SUFFIX);
        }

        public String unpackedName() {
            return packed() ? name.substring(0, name.length() - PackedFile.SUFFIX.length()) : name;
        }

        /** Whether both are the same stored bytes. */
        public boolean sameBytes(Content other) {
            return name.equals(other.name) && size == other.size && sha256.equals(other.sha256);
        }
    }

    public Manifest {
        if (formatVersion != FORMAT) {
            throw new IllegalArgumentException(
                    "format version " + formatVersion + " is not known; this version reads " + FORMAT);
        }
        tables = List.copyOf(tables);
        files = List.copyOf(files);
        Set<String> names = new HashSet<>();
        for (Content file : files) {
            if (!names.add(file.unpackedName())) {
                throw new IllegalArgumentException(file.name() + " is listed twice");
            }
        }
    }

    public long totalRows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    public long totalBytes() {
        return files.stream().mapToLong(Content::size).sum();
    }

    public long unpackedBytes() {
        return files.stream().mapToLong(Content::unpacked).sum();
    }

    /** The bytes that are stored and signed. */
    public byte[] toBytes() {
        return JSON.writeValueAsBytes(this);
    }

    /**
     * Reads a manifest. Says nothing about who wrote it: see {@link Signatures}.
     *
     * @throws UntrustedBackup when it is none
     */
    public static Manifest read(byte[] bytes) {
        try {
            return JSON.readValue(bytes, Manifest.class);
        } catch (JacksonException e) {
            throw new UntrustedBackup("The manifest cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
