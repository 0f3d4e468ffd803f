package dev.muster.host;

import dev.muster.plan.Service;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A plain process with a pid file. It outlives the console that started it. */
final class ProcessServiceControl implements ServiceControl {

    private static final Duration POLITE = Duration.ofSeconds(15);
    private static final Duration FORCED = Duration.ofSeconds(10);
    private static final Duration SETTLE = Duration.ofMillis(400);
    private static final int LOG_TAIL = 2_000;

    /** In the environment of what is started: names the pid file that belongs to it. */
    private static final String MARK = "MUSTER_SERVICE";

    private final String key;
    private final Service.PlainProcess process;
    private final PidFile pidFile;

    ProcessServiceControl(String key, Service.PlainProcess process) {
        this.key = key;
        this.process = process;
        this.pidFile = new PidFile(Path.of(process.pidFile()));
    }

    @Override
    public boolean running() {
        return pidFile.process().isPresent();
    }

    @Override
    public void stop() {
        Optional<ProcessHandle> running = known();
        if (running.isPresent()) {
            ProcessHandle handle = running.get();
            handle.destroy();
            if (!ended(handle, POLITE)) {
                LocalMachine.killTree(handle);
                if (!ended(handle, FORCED)) {
                    throw new HostException(key + " (process " + handle.pid() + ") does not stop");
                }
            }
        }
        pidFile.delete();
    }

    @Override
    public void start() {
        if (known().isPresent()) {
            return;
        }
        Path log = Path.of(process.logFile());
        try {
            if (log.getParent() != null) {
                Files.createDirectories(log.getParent());
            }
            ProcessBuilder builder = new ProcessBuilder(detached(process.start()));
            builder.environment().clear();
            builder.environment().putAll(LocalMachine.ENVIRONMENT);
            builder.environment().put(MARK, process.pidFile());
            builder.directory(Path.of(process.directory()).toFile());
            builder.redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.redirectInput(
                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            Process started = builder.start();
            pidFile.write(started.toHandle());
            if (ended(started.toHandle(), SETTLE)) {
                pidFile.delete();
                throw new HostException(key + " ended at once. Its last words: " + lastWords(log));
            }
        } catch (IOException e) {
            throw new HostException(key + " could not be started: " + e.getMessage(), e);
        }
    }

    @Override
    public String describe() {
        return "kill -TERM $(cat " + process.pidFile() + "); "
                + Command.of(SETTLE, process.start().toArray(String[]::new)).display() + " >> " + process.logFile();
    }

    /**
     * The process of the pid file, else one that carries our mark: a console that was killed just after it had started
     * the service could not write the file any more.
     */
    private Optional<ProcessHandle> known() {
        Optional<ProcessHandle> named = pidFile.process();
        if (named.isPresent()) {
            return named;
        }
        Optional<ProcessHandle> marked = ProcessHandle.allProcesses()
                .filter(this::marked)
                .filter(it -> it.parent().filter(this::marked).isEmpty())
                .findFirst();
        marked.ifPresent(it -> {
            try {
                pidFile.write(it);
            } catch (IOException e) {
                throw new HostException("The pid file of " + key + " cannot be written: " + e.getMessage(), e);
            }
        });
        return marked;
    }

    private boolean marked(ProcessHandle handle) {
        try {
            String environment = Files.readString(
                    Path.of("/proc", Long.toString(handle.pid()), "environ"), StandardCharsets.ISO_8859_1);
            return PidFile.alive(handle)
                    && Arrays.asList(environment.split("\0")).contains(MARK + "=" + process.pidFile());
        } catch (IOException e) {
            // another user's process, gone, or a machine without /proc
            return false;
        }
    }

    /** A session of its own, so that a signal to the console's terminal or process group does not reach it. */
    private static List<String> detached(List<String> start) {
        for (String setsid : List.of("/usr/bin/setsid", "/bin/setsid")) {
            if (Files.isExecutable(Path.of(setsid))) {
                List<String> arguments = new ArrayList<>(List.of(setsid));
                arguments.addAll(start);
                return arguments;
            }
        }
        return start;
    }

    private static boolean ended(ProcessHandle handle, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (PidFile.alive(handle)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HostException("interrupted while waiting for process " + handle.pid(), e);
            }
        }
        return true;
    }

    private static String lastWords(Path log) throws IOException {
        if (!Files.exists(log)) {
            return "none";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - LOG_TAIL));
            byte[] end = new byte[(int) Math.min(LOG_TAIL, file.length())];
            file.readFully(end);
            return new String(end, StandardCharsets.UTF_8).strip();
        }
    }
}
