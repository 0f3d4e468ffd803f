package dev.muster.testing;

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

/** A run without an engine: facts in a map, the log in a list, and a worker that may be cut off at any side effect. */
public final class LooseContext implements StepContext {

    public final Map<String, String> facts = new ConcurrentHashMap<>();
    public final List<String> log = new CopyOnWriteArrayList<>();
    private final Map<String, String> settings;
    private final Map<String, String> parameters;
    private final long run;
    private final Plan plan;
    private int left = Integer.MAX_VALUE;

    public LooseContext(long run, Plan plan, Map<String, String> settings, Map<String, String> parameters) {
        this.run = run;
        this.plan = plan;
        this.settings = Map.copyOf(settings);
        this.parameters = Map.copyOf(parameters);
    }

    /** From now on the worker gets so far and dies: before that side effect. */
    public LooseContext diesBefore(int sideEffect) {
        left = sideEffect;
        return this;
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
        throw new UnsupportedOperationException("nothing may stay on the console");
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
        log.add("$ " + command);
    }

    @Override
    public void progress(String text) {
        log.add(text);
    }

    @Override
    public void guard() {
        if (--left == 0) {
            throw new LostLease("the worker died");
        }
    }

    @Override
    public void working(Process process) {}

    @Override
    public Instant now() {
        return Clock.systemUTC().instant();
    }
}
