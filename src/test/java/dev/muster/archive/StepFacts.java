package dev.muster.archive;

import dev.muster.plan.Plan;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A run without an engine, whose facts are those of a worker that died. */
final class StepFacts implements StepContext {

    private final long run;
    private final Plan plan;
    private final String policy;
    private final Map<String, String> facts = new HashMap<>();

    StepFacts(long run, Plan plan) {
        this(run, plan, "app");
    }

    StepFacts(long run, Plan plan, String policy) {
        this.run = run;
        this.plan = plan;
        this.policy = policy;
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
        return Optional.empty();
    }

    @Override
    public Optional<String> setting(String name) {
        return Optional.of(policy);
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
    public void command(String command) {}

    @Override
    public void progress(String text) {}

    @Override
    public void guard() {}

    @Override
    public void working(Process process) {}

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }
}
