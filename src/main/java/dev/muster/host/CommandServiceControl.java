package dev.muster.host;

import dev.muster.plan.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A service that programs of its host start, stop and look at. */
final class CommandServiceControl implements ServiceControl {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final Machine machine;
    private final String key;
    private final Service.Commands commands;

    CommandServiceControl(Machine machine, String key, Service.Commands commands) {
        this.machine = machine;
        this.key = key;
        this.commands = commands;
    }

    @Override
    public boolean running() {
        return machine.run(command(commands.running(), LOOK), CommandListener.silent())
                .succeeded();
    }

    @Override
    public void stop() {
        if (running()) {
            CommandResult result = machine.run(command(commands.stop(), PATIENCE), CommandListener.silent());
            // What was about to end by itself makes a stop fail, and is stopped.
            if (running()) {
                throw failed("did not stop", result);
            }
        }
    }

    @Override
    public void start() {
        if (!running()) {
            act(commands.start(), "did not start");
            if (!running()) {
                throw new HostException(key + " was started and did not stay up");
            }
        }
    }

    @Override
    public String describe() {
        return machine.display(command(commands.stop(), PATIENCE)) + "; "
                + machine.display(command(commands.start(), PATIENCE));
    }

    private void act(List<String> arguments, String failure) {
        CommandResult result = machine.run(command(arguments, PATIENCE), CommandListener.silent());
        if (!result.succeeded()) {
            throw failed(failure, result);
        }
    }

    private HostException failed(String failure, CommandResult result) {
        return new HostException(key + " " + failure + " (exit code " + result.exitCode() + "): " + result.tail());
    }

    private static Command command(List<String> arguments, Duration patience) {
        return new Command(arguments, Map.of(), null, patience);
    }
}
