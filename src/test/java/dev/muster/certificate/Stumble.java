package dev.muster.certificate;

import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;
import java.util.Set;

/** Fails at the end of a part as long as a test says so. */
record Stumble(Set<String> parts) implements RecoveryStep {

    @Override
    public String type() {
        return "stumble";
    }

    @Override
    public String about() {
        return "Fails when it is told to.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(StepSetting.required("text", StepSetting.Kind.TEXT, "the part"));
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of("Stumbles", List.of());
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        return parts.contains(context.setting("text").orElseThrow())
                ? new StepOutcome.Failed("it stumbled", true)
                : StepOutcome.done("well");
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
