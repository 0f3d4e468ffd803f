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

    private static final Duration PUMP_GRACE = Duration.ofSeconds(2);

    @Override
    public CommandResult run(Command command, CommandListener listener) {
        long begun = System.nanoTime();
        Process process = start(command);
        List<OutputPump> pumps =
                List.of(OutputPump.start(process, false, listener), OutputPump.start(process, true, listener));
        try {
            process.getOutputStream().close();
            listener.started(process);
            if (!process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new HostException(program(command) + " did not end within "
                        + command.timeout().toSeconds() + " s and was killed");
            }
            for (OutputPump pump : pumps) {
                pump.finish(PUMP_GRACE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(program(command) + " was interrupted and killed", e);
        } catch (IOException e) {
            throw new HostException(program(command) + " could not be talked to: " + e.getMessage(), e);
        } finally {
            killTree(process.toHandle());
        }
        String tail = pumps.get(1).tail().isEmpty()
                ? pumps.get(0).tail()
                : pumps.get(1).tail();
        return new CommandResult(process.exitValue(), Duration.ofNanos(System.nanoTime() - begun), tail);
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
            throw new HostException(program(command) + " could not be started: " + e.getMessage(), e);
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

    private static String program(Command command) {
        return command.arguments().getFirst();
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
