package dev.muster.practice;

import java.nio.file.Path;
import java.util.UUID;

/**
 * Where an estate of one test lives: in a place that the unprivileged account of the database server can reach.
 * Removed with all that is in it.
 */
public record EstateFolder(Path path) implements AutoCloseable {

    /** A new empty folder. */
    public static EstateFolder temporary() {
        Path path = Path.of(System.getProperty("java.io.tmpdir"), "muster-estate-" + UUID.randomUUID());
        ServerAccount.current().own(path);
        return new EstateFolder(path);
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        Folders.delete(path);
    }
}
