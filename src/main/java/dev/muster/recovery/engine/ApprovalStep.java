package dev.muster.recovery.engine;

import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A gate: nothing after it begins before another commander has approved exactly what lies ahead. */
@Component
class ApprovalStep implements RecoveryStep {

    static final String TYPE = "approval";
    static final List<String> ANSWERS = List.of("Approve");

    /** Left for later steps that must not go on without. */
    private static final String BY = "approved.by";

    private static final String WHEN = "when";
    private static final String NONE = "none";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String about() {
        return "Waits until another commander than the one who launched has approved exactly what lies ahead.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(StepSetting.optional(
                WHEN, StepSetting.Kind.TEXT, "a parameter: while that is none, nobody needs to approve"));
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of(
                notWanted(context)
                        .map(it -> "Waits for nobody: " + it + " is " + NONE)
                        .orElse("Waits until another commander has approved all that follows"),
                List.of());
    }

    @Override
    public List<Finding> check(StepContext context) {
        return context
                .setting(WHEN)
                .filter(it -> context.parameter(it).isEmpty())
                .map(it ->
                        Finding.block("approval", "the procedure has no parameter " + it + " that it could depend on"))
                .stream()
                .toList();
    }

    @Override
    public StepOutcome run(StepContext context) {
        Optional<String> not = notWanted(context);
        if (not.isPresent()) {
            return StepOutcome.done("nothing to approve: " + not.get() + " is " + NONE);
        }
        return context.answer()
                .map(it -> StepOutcome.done("approved by " + it.by(), Map.of(BY, it.by())))
                .orElseGet(StepOutcome.NeedsApproval::new);
    }

    /** The parameter that says that there is nothing to approve. */
    private static Optional<String> notWanted(StepContext context) {
        return context.setting(WHEN)
                .filter(it -> context.parameter(it).filter(NONE::equals).isPresent());
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
