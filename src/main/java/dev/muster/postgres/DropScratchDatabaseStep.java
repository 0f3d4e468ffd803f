package dev.muster.postgres;

import dev.muster.common.Refused;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;
import org.springframework.stereotype.Component;

/** Clears the rehearsal away: its database and its role, and looks whether both are gone. */
@Component
class DropScratchDatabaseStep implements RecoveryStep {

    @Override
    public String type() {
        return "drop-scratch-database";
    }

    @Override
    public String about() {
        return "Drops the database of the rehearsal and its role. The same is done when the run fails or is cancelled.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        String name = Quoting.identifier(ScratchDatabase.of(context).name());
        return StepDescription.of(
                "Drops the database of the rehearsal and its role",
                List.of("drop database if exists " + name + " with (force)", "drop role if exists " + name));
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        return drop(context);
    }

    static StepOutcome drop(StepContext context) {
        ScratchDatabase scratch = ScratchDatabase.of(context);
        if (!context.fact(PlanDatabase.SIDE).orElse("").equals(scratch.name())) {
            return StepOutcome.done("no database was made");
        }
        try {
            return scratch.plan().server().inMaintenance(connection -> {
                scratch.drop(context, connection);
                return scratch.there(connection)
                        ? new StepOutcome.Failed(scratch.name() + " is still there", true)
                        : StepOutcome.done("dropped " + scratch.name() + ", the database and the role: none is left");
            });
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    @Override
    public StepEffect effect() {
        return StepEffect.DESTRUCTIVE;
    }

    @Override
    public boolean sparesTarget() {
        return true;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
