package dev.muster.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A unit of systemd. */
final class SystemdServiceControl implements ServiceControl {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Machine machine;
    private final String unit;

    SystemdServiceControl(Machine machine, String unit) {
        this.machine = machine;
        this.unit = unit;
    }

    @Override
    public boolean running() {
        return machine.run(systemctl("is-active", "--quiet"), CommandListener.silent())
                .succeeded();
    }

    @Override
    public void stop() {
        CommandResult result = machine.run(systemctl("stop"), CommandListener.silent());
        if (!result.succeeded()) {
            throw new HostException(unit + " did not stop: " + result.tail());
        }
    }

    @Override
    public void start() {
        CommandResult result = machine.run(systemctl("start"), CommandListener.silent());
        if (!result.succeeded()) {
            throw new HostException(unit + " did not start: " + result.tail() + journal());
        }
    }

    @Override
    public String describe() {
        return systemctl("stop").display() + "; " + systemctl("start").display();
    }

    private Command systemctl(String verb, String... options) {
        List<String> arguments = new ArrayList<>(List.of("systemctl", verb, "--no-ask-password"));
        arguments.addAll(List.of(options));
        // After "--" a unit whose name begins with a dash is still a name.
        arguments.add("--");
        arguments.add(unit);
        return Command.of(PATIENCE, arguments.toArray(String[]::new));
    }

    private String journal() {
        try {
            StringBuilder lines = new StringBuilder();
            machine.run(
                    Command.of(
                            Duration.ofSeconds(10),
                            "journalctl",
                            "--unit=" + unit,
                            "--lines=20",
                            "--no-pager",
                            "--output=cat"),
                    (error, line) -> {
                        synchronized (lines) {
                            lines.append('\n').append(line);
                        }
                    });
            synchronized (lines) {
                return lines.toString();
            }
        } catch (HostException e) {
            return "";
        }
    }
}
