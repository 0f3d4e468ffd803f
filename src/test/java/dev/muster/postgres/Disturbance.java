package dev.muster.postgres;

import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.ScriptedStep;

/** A step between two others in which a test lets the world change. */
final class Disturbance extends ScriptedStep {

    static final String TYPE = "disturb";

    Disturbance() {
        super(TYPE);
        effect = StepEffect.READ_ONLY;
        repeatable = true;
    }

    void is(Runnable what) {
        run = context -> {
            what.run();
            return StepOutcome.done("disturbed");
        };
    }
}
