package dev.muster.host;

import dev.muster.plan.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A plain process with a pid file on another machine. It outlives the connection and the console. */
final class ScriptServiceControl implements ServiceControl {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int NOT_RUNNING = 3;
    private static final String SCRIPT = script();

    private final Machine machine;
    private final String host;
    private final String key;
    private final Service.PlainProcess process;

    ScriptServiceControl(Machine machine, String host, String key, Service.PlainProcess process) {
        this.host = host;
        this.machine = machine;
        this.key = key;
        this.process = process;
    }

    @Override
    public boolean running() {
        CommandResult result = run("running");
        if (!result.succeeded() && result.exitCode() != NOT_RUNNING) {
            throw failed("could not be looked at", result);
        }
        return result.succeeded();
    }

    @Override
    public void stop() {
        CommandResult result = run("stop");
        if (!result.succeeded()) {
            throw failed("did not stop", result);
        }
    }

    @Override
    public void start() {
        CommandResult result = run("start");
        if (!result.succeeded()) {
            throw failed("did not start", result);
        }
    }

    @Override
    public String describe() {
        return host + ": kill -TERM $(cat " + ShellQuoting.quote(process.pidFile()) + "); "
                + ShellQuoting.quote(process.start()) + " >> " + ShellQuoting.quote(process.logFile());
    }

    private CommandResult run(String verb) {
        List<String> arguments = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                SCRIPT,
                "muster-service",
                verb,
                process.pidFile(),
                process.logFile(),
                process.directory()));
        arguments.addAll(process.start());
        return machine.run(Command.of(PATIENCE, arguments.toArray(String[]::new)), CommandListener.silent());
    }

    private HostException failed(String what, CommandResult result) {
        return new HostException(key + " " + what + " (exit code " + result.exitCode() + "): " + result.tail());
    }

    private static String script() {
        try (InputStream stream = ScriptServiceControl.class.getResourceAsStream("service.sh")) {
            if (stream == null) {
                throw new IllegalStateException("service.sh is missing in the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
