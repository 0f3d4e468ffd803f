package dev.muster.testing;

import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A step that does what a test says, and remembers what it was asked. */
public class ScriptedStep implements RecoveryStep {

    public final List<String> calls = new CopyOnWriteArrayList<>();
    public volatile Function<StepContext, StepOutcome> run = it -> StepOutcome.done("done");
    public volatile Function<StepContext, StepOutcome> undo = it -> StepOutcome.done("undone");
    public volatile Function<StepContext, List<Finding>> check = it -> List.of(Finding.ok("look", "fine"));
    public volatile StepEffect effect = StepEffect.REVERSIBLE;
    public volatile boolean repeatable;
    private final String type;

    public ScriptedStep(String type) {
        this.type = type;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public String about() {
        return "scripted";
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of("would " + type, List.of(type + " --password=hunter2"));
    }

    @Override
    public List<Finding> check(StepContext context) {
        return check.apply(context);
    }

    @Override
    public StepOutcome run(StepContext context) {
        calls.add("run");
        return run.apply(context);
    }

    @Override
    public StepOutcome undo(StepContext context) {
        calls.add("undo");
        return undo.apply(context);
    }

    @Override
    public StepEffect effect() {
        return effect;
    }

    @Override
    public boolean repeatable() {
        return repeatable;
    }
}
