package dev.muster.certificate;

import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.ScriptedStep;
import java.util.List;
import java.util.Set;

/** Fails at the end of a part as long as a test says so. */
final class Stumble extends ScriptedStep {

    Stumble(Set<String> parts) {
        super("stumble");
        effect = StepEffect.READ_ONLY;
        repeatable = true;
        run = context -> parts.contains(context.needSetting("text"))
                ? new StepOutcome.Failed("it stumbled", true)
                : StepOutcome.done("well");
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(StepSetting.required("text", StepSetting.Kind.TEXT, "the part"));
    }
}
