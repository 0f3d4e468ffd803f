package dev.muster.postgres;

import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;

/** A step between two others in which a test lets the world change. */
final class Disturbance implements RecoveryStep {

    static final String TYPE = "disturb";

    private Runnable happening = () -> {};

    void is(Runnable what) {
        happening = what;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String about() {
        return "scripted";
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of("changes the world", List.of());
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        happening.run();
        return StepOutcome.done("disturbed");
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
