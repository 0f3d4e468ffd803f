package dev.muster.isolation;

import dev.muster.common.Refused;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The evidence of one run on the console's machine: a folder for each host with one file for each piece. What could not be
 * taken has a file that says why, so that nothing is missing in silence. Written once: a sealed folder takes nothing more.
 */
record EvidenceFolder(Path path) {

    static final String NOT_TAKEN = ".not-taken";
    static final String HASHES = "SHA256SUMS";
    static final String MANIFEST = "evidence.json";
    static final String SIGNATURE = "evidence.sig";

    /** Writes a piece somewhere. */
    interface Writing {
        void to(OutputStream file) throws IOException;
    }

    /** One line of a piece that is a text. */
    static void line(OutputStream piece, String text) {
        try {
            piece.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Keeps a piece whole, or why it could not be taken.
     *
     * @param name of the piece; a plain file name
     * @return empty when it was taken, else the reason
     */
    String keep(String host, String name, Writing writing) {
        Path file = file(host, name);
        Path draft = file.resolveSibling(name + ".draft");
        Path reason = file.resolveSibling(name + NOT_TAKEN);
        try {
            try (OutputStream out = Files.newOutputStream(draft)) {
                writing.to(out);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(reason);
            return "";
        } catch (Refused | IOException | UncheckedIOException e) {
            String why = e instanceof Refused ? String.valueOf(e.getMessage()) : e.toString();
            try {
                Files.deleteIfExists(draft);
                // A piece of an earlier attempt is better than none.
                if (!Files.exists(file)) {
                    Files.writeString(reason, why + "\n");
                }
            } catch (IOException unwritable) {
                throw new Refused("The evidence in " + path + " cannot be written: " + unwritable, unwritable);
            }
            return why;
        }
    }

    /** Everything in it but what seals it, as names from the folder, sorted. */
    List<String> pieces() {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(path)) {
            return found.filter(it -> Files.isRegularFile(it, LinkOption.NOFOLLOW_LINKS))
                    .map(it -> path.relativize(it).toString())
                    .filter(it -> !List.of(HASHES, MANIFEST, SIGNATURE).contains(it) && !it.endsWith(".draft"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Refused("The evidence in " + path + " cannot be read: " + e, e);
        }
    }

    boolean sealed() {
        return Files.exists(path.resolve(SIGNATURE));
    }

    /** Of the folder itself. */
    void write(String name, byte[] content) {
        try {
            Files.createDirectories(path);
            Path draft = path.resolve(name + ".draft");
            Files.write(draft, content);
            Files.move(draft, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Refused("The evidence in " + path + " cannot be written: " + e, e);
        }
    }

    byte[] read(String name) {
        try {
            return Files.readAllBytes(path.resolve(name));
        } catch (IOException e) {
            throw new Refused("The evidence " + name + " in " + path + " cannot be read: " + e, e);
        }
    }

    private Path file(String host, String name) {
        if (sealed()) {
            throw new Refused("The evidence in " + path + " is sealed: it takes nothing more");
        }
        if (!plain(host) || !plain(name)) {
            throw new Refused("\"" + host + "/" + name + "\" is no name for a piece of evidence");
        }
        try {
            return Files.createDirectories(path.resolve(host)).resolve(name);
        } catch (IOException e) {
            throw new Refused("The evidence folder " + path + " cannot be made: " + e, e);
        }
    }

    private static boolean plain(String name) {
        return name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,200}");
    }
}
