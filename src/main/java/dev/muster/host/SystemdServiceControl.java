package dev.muster.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A unit of systemd. */
final class SystemdServiceControl implements ServiceControl {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration SETTLE = Duration.ofMillis(400);
    /** Not active, and not known to systemd. */
    private static final Set<Integer> NOT_ACTIVE = Set.of(3, 4);

    private final Machine machine;
    private final String unit;

    SystemdServiceControl(Machine machine, String unit) {
        this.machine = machine;
        this.unit = unit;
    }

    @Override
    public boolean running() {
        CommandResult result = machine.run(systemctl("is-active", "--quiet"), CommandListener.silent());
        if (!result.succeeded() && !NOT_ACTIVE.contains(result.exitCode())) {
            // sudo refused, or there is no systemd: nobody knows whether the unit runs
            throw new HostException(
                    unit + " cannot be looked at, exit code " + result.exitCode() + ": " + result.tail());
        }
        return result.succeeded();
    }

    @Override
    public void stop() {
        act("stop", "did not stop");
    }

    @Override
    public void start() {
        act("start", "did not start");
        staysUp();
    }

    @Override
    public void restart() {
        act("restart", "did not restart");
        staysUp();
    }

    @Override
    public void reload() {
        act("reload-or-restart", "did not reload");
        staysUp();
    }

    @Override
    public String describe() {
        return machine.display(systemctl("stop")) + "; " + machine.display(systemctl("start"));
    }

    private void act(String verb, String failure) {
        CommandResult result = machine.run(systemctl(verb), CommandListener.silent());
        if (!result.succeeded()) {
            throw new HostException(unit + " " + failure + ": " + result.tail() + journal());
        }
    }

    /** systemctl is content once a simple service was begun, also when that ends at once. */
    private void staysUp() {
        try {
            Thread.sleep(SETTLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException("interrupted while " + unit + " came up", e);
        }
        if (!running()) {
            throw new HostException(unit + " was started and did not stay up:" + journal());
        }
    }

    private Command systemctl(String verb, String... options) {
        List<String> arguments = new ArrayList<>(List.of("systemctl", verb, "--no-ask-password"));
        arguments.addAll(List.of(options));
        // After "--" a unit whose name begins with a dash is still a name.
        arguments.add("--");
        arguments.add(unit);
        return Command.of(PATIENCE, arguments.toArray(String[]::new));
    }

    /** The journal knows a unit by its own name only, and the plan may use an alias. */
    private String name() {
        StringBuilder id = new StringBuilder();
        machine.run(systemctl("show", "--property=Id", "--value"), (error, line) -> {
            synchronized (id) {
                id.append(error ? "" : line.strip());
            }
        });
        synchronized (id) {
            return id.isEmpty() ? unit : id.toString();
        }
    }

    private String journal() {
        try {
            StringBuilder lines = new StringBuilder();
            machine.run(
                    Command.of(
                            Duration.ofSeconds(10),
                            "journalctl",
                            "--unit=" + name(),
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
