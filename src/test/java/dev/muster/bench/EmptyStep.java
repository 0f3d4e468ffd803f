package dev.muster.bench;

import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;

/** Does nothing, so that all of its time is the engine's. */
final class EmptyStep implements RecoveryStep {

    static final String TYPE = "nothing";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String about() {
        return "Does nothing.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of("Does nothing", List.of());
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        return StepOutcome.done("done");
    }

    @Override
    public StepEffect effect() {
        return StepEffect.READ_ONLY;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
