package dev.muster.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Names a process across restarts of the console. Process ids are used again, so the start time must fit too: the
 * second line holds it when Muster wrote the file; for a file of another hand the process must be older than the file.
 */
final class PidFile {

    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Path file;

    PidFile(Path file) {
        this.file = file;
    }

    /** The process, when it lives and is the very one that the file speaks of. */
    Optional<ProcessHandle> process() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines =
                    Files.readString(file).lines().map(String::strip).toList();
            if (lines.isEmpty() || !lines.getFirst().matches("\\d{1,10}")) {
                return Optional.empty();
            }
            Instant written = Files.getLastModifiedTime(file).toInstant();
            return ProcessHandle.of(Long.parseLong(lines.getFirst()))
                    .filter(PidFile::alive)
                    .filter(it -> fits(it, lines, written));
        } catch (IOException e) {
            throw new HostException("The pid file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    void write(ProcessHandle handle) throws IOException {
        String start = handle.info()
                .startInstant()
                .map(it -> Long.toString(it.toEpochMilli()))
                .orElse("");
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, handle.pid() + "\n" + start + "\n");
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new HostException("The pid file " + file + " cannot be removed: " + e.getMessage(), e);
        }
    }

    /** A zombie has ended, though its parent has not asked for it yet. */
    static boolean alive(ProcessHandle handle) {
        if (!handle.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException | StringIndexOutOfBoundsException e) {
            return handle.isAlive();
        }
    }

    private static boolean fits(ProcessHandle handle, List<String> lines, Instant written) {
        Optional<Instant> started = handle.info().startInstant();
        if (started.isEmpty()) {
            return false;
        }
        if (lines.size() > 1 && lines.get(1).matches("\\d{1,18}")) {
            Instant expected = Instant.ofEpochMilli(Long.parseLong(lines.get(1)));
            return Duration.between(expected, started.get()).abs().compareTo(TOLERANCE) <= 0;
        }
        return !started.get().isAfter(written.plus(TOLERANCE));
    }
}
