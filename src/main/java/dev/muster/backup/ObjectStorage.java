package dev.muster.backup;

import java.nio.file.Path;
import java.util.List;

/** A bucket. Keys are relative to the storage's prefix. Implementations retry what is worth retrying, bounded. */
public interface ObjectStorage {

    /** One object in a listing. */
    record Entry(String key, long size) {}

    /**
     * Uploads a file, by multipart where it is large.
     *
     * @throws StorageException when it could not be stored whole
     */
    void put(String key, Path file);

    void put(String key, byte[] content);

    /**
     * Downloads by parallel ranges into the file, and hashes while it streams.
     *
     * @return SHA-256 of what was written, hex
     * @throws StorageException when the object is not there, changes while it is read, or has not the expected size
     */
    String fetch(String key, long expectedSize, Path file);

    /**
     * A small object whole.
     *
     * @param limit in bytes; a larger one is refused
     */
    byte[] read(String key, int limit);

    List<Entry> list(String prefix);

    void delete(List<String> keys);
}
