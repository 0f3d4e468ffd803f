package dev.muster.backup;

import dev.muster.common.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where a run keeps the copy on this machine: one flat folder of files, the manifest and its signature beside it. */
public record Staging(Path directory) {

    public Path files() {
        return directory.resolve("copy");
    }

    /** The manifest's bytes, as they are or will be in the storage. */
    public byte[] manifest() {
        return read(Manifest.NAME);
    }

    public byte[] signature() {
        return read(Manifest.SIGNATURE_NAME);
    }

    public void keepManifest(byte[] bytes) {
        write(Manifest.NAME, bytes);
    }

    public void keepSignature(byte[] bytes) {
        write(Manifest.SIGNATURE_NAME, bytes);
    }

    /** The names of the files that are there, sorted. */
    public List<String> names() {
        try (Stream<Path> found = Files.list(files())) {
            return found.map(it -> it.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new Refused("The copy in " + files() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Throws away what an earlier attempt left. */
    public void clear() {
        if (!Files.exists(files())) {
            return;
        }
        try (Stream<Path> found = Files.walk(files())) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new Refused("The copy in " + files() + " cannot be removed: " + e.getMessage(), e);
        }
    }

    /** An empty folder for the files. */
    public Path makeEmpty() {
        clear();
        try {
            return Files.createDirectories(files());
        } catch (IOException e) {
            throw new Refused("The folder " + files() + " cannot be made: " + e.getMessage(), e);
        }
    }

    private byte[] read(String name) {
        try {
            return Files.readAllBytes(directory.resolve(name));
        } catch (NoSuchFileException e) {
            throw new Refused("The step before did not leave " + name + ": begin again with it", e);
        } catch (IOException e) {
            throw new Refused(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void write(String name, byte[] bytes) {
        try {
            Files.write(directory.resolve(name), bytes);
        } catch (IOException e) {
            throw new Refused(name + " cannot be written: " + e.getMessage(), e);
        }
    }
}
