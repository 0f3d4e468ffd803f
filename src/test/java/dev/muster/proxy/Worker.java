package dev.muster.proxy;

import dev.muster.plan.Plan;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A run without an engine, which may die before any of its side effects; its facts are there for the next worker. */
public final class Worker implements StepContext {

    /** The console is gone. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    final Map<String, String> facts = new ConcurrentHashMap<>();
    final Map<String, String> parameters = new ConcurrentHashMap<>();
    final Map<String, String> settings = new ConcurrentHashMap<>(Map.of("proxy", "front"));
    final List<String> commands = new CopyOnWriteArrayList<>();
    private final long run;
    private final Plan plan;
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private int guards;
    private int diesAt = Integer.MAX_VALUE;

    public Worker(long run, Plan plan) {
        this.run = run;
        this.plan = plan;
    }

    public Worker with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    Worker to(String server, String others) {
        parameters.put("server", server);
        parameters.put("others", others);
        return this;
    }

    /** The one that goes on after the console was killed. */
    Worker next() {
        Worker next = new Worker(run, plan);
        next.facts.putAll(facts);
        next.parameters.putAll(parameters);
        next.settings.putAll(settings);
        return next;
    }

    /** Dies when it asks for the n-th time whether it may act. */
    Worker dyingAt(int guard) {
        diesAt = guard;
        return this;
    }

    void later(Duration by) {
        now = now.plus(by);
    }

    @Override
    public void guard() {
        if (++guards == diesAt) {
            throw new Killed();
        }
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
        return Optional.ofNullable(settings.get(name));
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
        throw new UnsupportedOperationException();
    }

    @Override
    public void log(String line) {}

    @Override
    public void output(boolean error, String line) {}

    @Override
    public void command(String command) {
        commands.add(command);
    }

    @Override
    public void progress(String text) {}

    @Override
    public void working(Process process) {}

    @Override
    public Instant now() {
        return now;
    }
}
