package dev.muster.failover;

import dev.muster.plan.Plan;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A run without the engine, whose facts a test may take away as a crash would. */
final class FailoverContext implements StepContext {

    final Map<String, String> facts = new ConcurrentHashMap<>();
    final Map<String, String> parameters = new ConcurrentHashMap<>();
    final List<String> commands = new CopyOnWriteArrayList<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    private final long run;
    private final Plan plan;

    FailoverContext(long run, Plan plan) {
        this.run = run;
        this.plan = plan;
    }

    @Override
    public long runId() {
        return run;
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public String target() {
        return "bdc";
    }

    @Override
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    @Override
    public Optional<String> setting(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    @Override
    public Optional<Answer> answer() {
        return Optional.empty();
    }

    @Override
    public void keepFact(String name, String value) {
        facts.put(name, value);
    }

    @Override
    public Path workDirectory() {
        return Path.of("/nowhere");
    }

    @Override
    public void log(String line) {
        log.add(line);
    }

    @Override
    public void output(boolean error, String line) {
        log.add(line);
    }

    @Override
    public void command(String command) {
        commands.add(command);
    }

    @Override
    public void progress(String text) {
        log.add(text);
    }

    @Override
    public void guard() {}

    @Override
    public void working(Process process) {}

    @Override
    public Instant now() {
        return Clock.systemUTC().instant();
    }
}
