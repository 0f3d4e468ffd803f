package dev.muster.backup;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a backup holds, byte for byte. It is signed, so whoever trusts the key may trust every figure. */
public sealed interface Manifest permits DatabaseManifest, ArchiveManifest, RedisManifest {

    String NAME = "manifest.json";
    String SIGNATURE_NAME = "manifest.sig";

    Instant startedAt();

    Instant endedAt();

    /** The moment whose data it holds. */
    Instant snapshotAt();

    /** What is stored, beside the manifest itself. */
    List<Content> files();

    /** How many things it holds: the rows of a database, the files of a directory, the keys of a Redis. */
    long count();

    /** The same with the word for them. */
    String countWords();

    default long totalBytes() {
        return files().stream().mapToLong(Content::size).sum();
    }

    default long unpackedBytes() {
        return files().stream().mapToLong(Content::unpacked).sum();
    }

    default long largestUnpacked() {
        return files().stream().mapToLong(Content::unpacked).max().orElse(0);
    }

    /** The bytes that are stored and signed. */
    default byte[] toBytes() {
        return ManifestJson.write(this);
    }

    /**
     * Reads a manifest. Says nothing about who wrote it: see {@link Signatures}.
     *
     * @throws UntrustedBackup when it is none
     */
    static Manifest read(byte[] bytes) {
        return ManifestJson.read(bytes);
    }

    /** @throws IllegalArgumentException when two files would be one when they are unpacked */
    static void distinct(List<Content> files) {
        Set<String> names = new HashSet<>();
        for (Content file : files) {
            if (!names.add(file.unpackedName())) {
                throw new IllegalArgumentException(file.name() + " is listed twice");
            }
        }
    }

    /**
     * One file of the copy. Its name is a plain one, so that no manifest can name a file elsewhere.
     *
     * @param size of the file as it is stored
     * @param sha256 of the file as it is stored, hex
     * @param unpacked how large it is when it is unpacked; {@code size} where it is not packed
     */
    record Content(String name, long size, String sha256, long unpacked) {

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
}
