package dev.muster.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What is done to files by one fixed script with a verb and operands, on whichever machine. */
final class FileCommands {

    private static final Duration LONG = Duration.ofHours(12);
    private static final String SCRIPT = script();

    private final Machine machine;

    FileCommands(Machine machine) {
        this.machine = machine;
    }

    void copy(Path from, Path to) {
        Path draft = draftIn(folderOf(to));
        absolute(from);
        act(
                from,
                "copied to " + to,
                LONG,
                "copy",
                from.toString(),
                to.toString(),
                draft.toString(),
                folderOf(to).toString());
    }

    void remove(Path path) {
        absolute(path);
        if (path.getNameCount() == 0) {
            throw new HostException(path + " cannot be removed: it is everything");
        }
        act(path, "removed", LONG, "remove", path.toString());
    }

    /** Bytes go through it and nothing else is kept. */
    void act(Path path, String what, Duration timeout, String verb, String... operands) {
        exchange(path, what, timeout, new ByteExchange() {}, verb, operands);
    }

    void exchange(Path path, String what, Duration timeout, ByteExchange bytes, String verb, String... operands) {
        List<String> arguments = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "muster-files", verb));
        arguments.addAll(List.of(operands));
        try {
            CommandResult result = machine.exchange(Command.of(timeout, arguments.toArray(String[]::new)), bytes);
            if (!result.succeeded()) {
                throw new HostException(reason(result));
            }
        } catch (HostException e) {
            throw new HostException(path + " cannot be " + what + ": " + e.getMessage(), e);
        }
    }

    private static String reason(CommandResult result) {
        return result.tail().isBlank()
                ? "exit code " + result.exitCode()
                : result.tail().strip();
    }

    static Path absolute(Path path) {
        if (!path.isAbsolute()) {
            throw new HostException(path + " is no absolute path");
        }
        return path;
    }

    static Path folderOf(Path path) {
        Path folder = absolute(path).getParent();
        if (folder == null) {
            throw new HostException(path + " stands in no folder");
        }
        return folder;
    }

    /** A name that nobody else has; short, because the name that the file gets may be as long as names can be. */
    static Path draftIn(Path folder) {
        return folder.resolve(".muster-" + UUID.randomUUID());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fails at its end when that comes too soon, or does not come. */
    static InputStream exactly(InputStream content, long size, MessageDigest digest) {
        return new DigestInputStream(new ExactStream(content, size), digest);
    }

    private static String script() {
        try (InputStream stream = FileCommands.class.getResourceAsStream("files.sh")) {
            if (stream == null) {
                throw new IllegalStateException("files.sh is missing in the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
