package dev.muster.practice;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program of the estate as a process of its own. It runs in its own session, so that Ctrl-C in the terminal ends
 * it only through its launcher, and it has a pid file in the format of the console's process control: the id, then the
 * start in milliseconds, so that an id that was used again is not taken for it.
 *
 * @param arguments the whole command line, first the program
 * @param directory where it runs
 */
public record ServerProcess(
        List<String> arguments, Path directory, Map<String, String> environment, Path pidFile, Path logFile) {

    private static final int LOG_LINES = 15;

    /** Starts it; does nothing when it runs. */
    void start() {
        if (running().isPresent()) {
            return;
        }
        try {
            List<String> all = new ArrayList<>(List.of("setsid"));
            all.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(all)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
            builder.environment().putAll(environment);
            ProcessHandle handle = builder.start().toHandle();
            long started = handle.info().startInstant().orElseThrow().toEpochMilli();
            Files.writeString(pidFile, handle.pid() + "\n" + started + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end and then makes it; returns when it is gone. Does nothing when it does not run. */
    void stop() {
        running().ifPresent(process -> {
            List<ProcessHandle> children = process.descendants().toList();
            end(process);
            children.forEach(ProcessHandle::destroyForcibly);
        });
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that the pid file names, whoever started it. */
    public Optional<ProcessHandle> running() {
        return running(pidFile);
    }

    static Optional<ProcessHandle> running(Path pidFile) {
        try {
            if (!Files.exists(pidFile)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(pidFile);
            if (lines.size() < 2) {
                return Optional.empty();
            }
            long started = Long.parseLong(lines.get(1));
            return ProcessHandle.of(Long.parseLong(lines.getFirst()))
                    .filter(ProcessHandle::isAlive)
                    .filter(it -> it.info()
                            .startInstant()
                            .map(at -> Math.abs(at.toEpochMilli() - started) <= 2_000)
                            .orElse(false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its last lines, for a message. */
    String logTail() {
        try {
            List<String> lines = Files.exists(logFile) ? Files.readAllLines(logFile) : List.of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every process that works in that folder. */
    static List<ProcessHandle> in(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(it -> worksIn(it, directory))
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    private static boolean worksIn(ProcessHandle process, Path directory) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "cwd"))
                    .equals(directory.toRealPath());
        } catch (IOException e) {
            // gone, another user's, or the folder was never made
            return false;
        }
    }

    static void end(ProcessHandle process) {
        process.destroy();
        if (!ended(process, 15)) {
            process.destroyForcibly();
            ended(process, 10);
        }
    }

    private static boolean ended(ProcessHandle process, int seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            return !process.isAlive();
        }
    }
}
