package dev.muster.host;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The machine that the console runs on. */
final class LocalMachine implements Machine {

    /** What every command sees beside what it is given: enough to find programs, nothing of the console's own secrets. */
    static final Map<String, String> ENVIRONMENT = fixedEnvironment();

    private static final Duration TO_CLEAR_AWAY = Duration.ofSeconds(3);

    @Override
    public CommandResult run(Command command, CommandListener listener) {
        Process process = start(command);
        try {
            process.getOutputStream().close();
            return new CommandRun(command, process, () -> {
                        killTree(process.toHandle());
                        return " and was killed";
                    })
                    .follow(listener);
        } catch (IOException e) {
            throw new HostException(command.program() + " could not be talked to: " + e.getMessage(), e);
        } finally {
            killTree(process.toHandle());
        }
    }

    @Override
    public CommandResult exchange(Command command, ByteExchange bytes) {
        Process process = start(command);
        try {
            return new CommandRun(command, process, () -> {
                        endTree(process);
                        return " and was ended";
                    })
                    .exchange(bytes);
        } finally {
            killTree(process.toHandle());
        }
    }

    private static void endTree(Process process) {
        try {
            process.destroy();
            if (!process.waitFor(TO_CLEAR_AWAY.toMillis(), TimeUnit.MILLISECONDS)) {
                killTree(process.toHandle());
            }
        } catch (InterruptedException e) {
            killTree(process.toHandle());
            Thread.currentThread().interrupt();
        }
    }

    private static Process start(Command command) {
        ProcessBuilder builder = new ProcessBuilder(command.arguments());
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        builder.environment().putAll(command.environment());
        if (command.directory() != null) {
            builder.directory(command.directory().toFile());
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new HostException(command.program() + " could not be started: " + e.getMessage(), e);
        }
    }

    /** Children first are only known while the parent lives, so the list is taken before anything is killed. */
    static void killTree(ProcessHandle root) {
        try (Stream<ProcessHandle> descendants = root.descendants()) {
            List<ProcessHandle> all = descendants.toList();
            if (root.isAlive()) {
                root.destroyForcibly();
            }
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static Map<String, String> fixedEnvironment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("LANG", "C.UTF-8");
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("TZ", "UTC");
        for (String name : List.of("PATH", "HOME")) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        return Map.copyOf(environment);
    }
}
