package dev.muster.recovery.engine;

import dev.muster.plan.Plan;
import dev.muster.plan.Procedure;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a step may know before it is its turn. The work folder is the one that holds the runs' own; it is not made. */
record PreviewContext(
        Plan plan,
        Procedure procedure,
        Procedure.Step step,
        Map<String, String> parameters,
        Map<String, String> facts,
        Path base,
        Clock clock)
        implements StepContext {

    @Override
    public long runId() {
        return 0;
    }

    @Override
    public String target() {
        return procedure.targetOf(step);
    }

    @Override
    public boolean comesLater() {
        return step.part().used().isPresent() && step.part().frames().getFirst().item() > 1;
    }

    @Override
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(Procedure.parametersOf(step, parameters).get(name));
    }

    @Override
    public Optional<String> setting(String name) {
        return Optional.ofNullable(step.with().get(name));
    }

    @Override
    public Optional<String> fact(String name) {
        return Optional.ofNullable(Facts.of(step).inside(facts).get(name));
    }

    @Override
    public Optional<Answer> answer() {
        return Optional.empty();
    }

    @Override
    public void keepFact(String name, String value) {
        throw new IllegalStateException("A pre-flight keeps no facts");
    }

    @Override
    public Path workDirectory() {
        return base;
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
        return clock.instant();
    }
}
