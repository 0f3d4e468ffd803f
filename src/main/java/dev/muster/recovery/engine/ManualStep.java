package dev.muster.recovery.engine;

import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;
import org.springframework.stereotype.Component;

/** Work of a person, such as a call to the data centre: the run waits until somebody ticks it. */
@Component
class ManualStep implements RecoveryStep {

    private static final String DONE = "Done";

    @Override
    public String type() {
        return "manual";
    }

    @Override
    public String about() {
        return "Asks a person to do something and waits until somebody ticks it.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(
                StepSetting.required("text", StepSetting.Kind.TEXT, "what to do"),
                StepSetting.optional("undo", StepSetting.Kind.TEXT, "what to do when the run goes back"));
    }

    @Override
    public StepDescription describe(StepContext context) {
        return new StepDescription(
                "A person does this: " + text(context),
                List.of(),
                List.of(),
                context.setting("undo").map(it -> "a person does this: " + it).orElse(""));
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        return asked(context, text(context));
    }

    @Override
    public StepOutcome undo(StepContext context) {
        return context.setting("undo")
                .map(it -> asked(context, it))
                .orElseGet(() -> StepOutcome.done("nothing to undo"));
    }

    private static StepOutcome asked(StepContext context, String text) {
        return context.answer()
                .map(it -> StepOutcome.done("done, says " + it.by()))
                .orElseGet(() -> new StepOutcome.NeedsDecision(text, List.of(DONE)));
    }

    private static String text(StepContext context) {
        return context.setting("text").orElseThrow();
    }

    @Override
    public StepEffect effect() {
        return StepEffect.REVERSIBLE;
    }

    @Override
    public boolean hasWayBack() {
        // What a person did is taken back only together with what the console did.
        return false;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
