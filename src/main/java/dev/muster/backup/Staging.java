package dev.muster.backup;

import dev.muster.common.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where a run keeps the copy on this machine: one flat folder of files, the manifest and its signature beside it. */
public record Staging(Path directory) {

    private static final int BUFFER = 256 * 1024;

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

    /**
     * Compares the files with what the manifest says, byte for byte, several at once.
     *
     * @throws UntrustedBackup with what is wrong
     */
    public void verify(int atOnce, Manifest manifest) {
        TreeSet<String> strange = new TreeSet<>(names());
        TreeSet<String> missing = new TreeSet<>();
        manifest.files().forEach(it -> {
            if (!strange.remove(it.name())) {
                missing.add(it.name());
            }
        });
        if (!missing.isEmpty() || !strange.isEmpty()) {
            throw new UntrustedBackup(
                    "The copy is not the backup: missing " + missing + ", not in the manifest " + strange);
        }
        Parallel.each(atOnce, manifest.files(), file -> {
            Manifest.Content found = hashed(files().resolve(file.name()), file.name());
            if (!found.sameBytes(file)) {
                throw new UntrustedBackup(file.name() + " is not what was backed up: " + found.size()
                        + " bytes with SHA-256 " + found.sha256() + ", the manifest says " + file.size()
                        + " bytes with " + file.sha256());
            }
        });
    }

    /** Size and SHA-256 of a file as it is. */
    public static Manifest.Content hashed(Path file, String name) {
        try {
            return Manifest.Content.plain(name, Files.size(file), sha256(file));
        } catch (IOException e) {
            throw new Refused(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** SHA-256 of a file, hex. */
    public static String sha256(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new Refused(file.getFileName() + " cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
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

    /** Removes a folder with all that is in it; links are removed and not followed. */
    public static void remove(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new Refused("The folder " + folder + " cannot be removed: " + e.getMessage(), e);
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
