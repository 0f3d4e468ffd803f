package dev.muster.postgres;

import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks once more before the dump begins: the pre-flight may be old by now. */
@Component
class CheckSourceStep implements RecoveryStep {

    private final SourceCheck source;

    CheckSourceStep(SourceCheck source) {
        this.source = source;
    }

    @Override
    public String type() {
        return "check-source";
    }

    @Override
    public String about() {
        return "Looks whether the database answers and the tools fit it.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of(
                "Checks that the server answers, that pg_dump is new enough and that the dump has room",
                List.of("select system_identifier from pg_control_system()", "pg_dump --version"));
    }

    @Override
    public List<Finding> check(StepContext context) {
        return source.findings(context);
    }

    @Override
    public StepOutcome run(StepContext context) {
        return Findings.outcome(context, source.findings(context));
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
