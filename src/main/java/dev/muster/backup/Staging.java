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

    /** Where the files are as the dump program wrote them. */
    public Path unpacked() {
        return directory.resolve("unpacked");
    }

    /**
     * Unpacks every file, several at once.
     *
     * @throws UntrustedBackup when one is not what the manifest says
     */
    public Path unpack(int atOnce, Manifest manifest) {
        remove(unpacked());
        Path folder = make(unpacked());
        Parallel.each(atOnce, manifest.files(), it -> PackedFile.unpack(files().resolve(it.name()), it, folder));
        return folder;
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
        remove(files());
        remove(unpacked());
    }

    /** An empty folder for the files. */
    public Path makeEmpty() {
        clear();
        return make(files());
    }

    private static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new Refused("The copy in " + folder + " cannot be removed: " + e.getMessage(), e);
        }
    }

    private static Path make(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Refused("The folder " + folder + " cannot be made: " + e.getMessage(), e);
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
