package dev.muster.recovery.engine;

import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;
import org.springframework.stereotype.Component;

/** A gate: nothing after it begins before another commander has approved exactly what lies ahead. */
@Component
class ApprovalStep implements RecoveryStep {

    static final String TYPE = "approval";
    static final List<String> ANSWERS = List.of("Approve");

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String about() {
        return "Waits until another commander than the one who launched has approved exactly what lies ahead.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of("Waits until another commander has approved all that follows", List.of());
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        return context.answer()
                .map(it -> StepOutcome.done("approved by " + it.by()))
                .orElseGet(StepOutcome.NeedsApproval::new);
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
