package dev.muster.plan;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What is copied, how often and how long copies are kept.
 *
 * @param source key of a database, key of the service that is a Redis, or a directory for the other kinds
 * @param storage key of the off-site storage
 * @param keepLocal how long the local copy is kept; empty when none is
 * @param folder of files, and of nothing else
 */
public record BackupPolicy(
        String key,
        String title,
        Kind kind,
        String source,
        String storage,
        Duration every,
        Optional<Duration> keepLocal,
        Duration keep,
        Optional<Folder> folder) {

    /**
     * Where the copies of files lie; the storage holds their signed lists.
     *
     * @param host key of the host
     */
    public record Folder(String host, String path) {}

    /** One whose copies lie in the storage. */
    public BackupPolicy(
            String key,
            String title,
            Kind kind,
            String source,
            String storage,
            Duration every,
            Optional<Duration> keepLocal,
            Duration keep) {
        this(key, title, kind, source, storage, every, keepLocal, keep, Optional.empty());
    }

    /** What a copy is made of. */
    public enum Kind {
        DATABASE,
        APPLICATION,
        FILES,
        REDIS
    }

    /** What its copies are called in the catalogue and in the storage: a database by its key, else kind and policy. */
    public String copiesOf() {
        return kind == Kind.DATABASE ? source : kind.name().toLowerCase(Locale.ROOT) + "/" + key;
    }
}
