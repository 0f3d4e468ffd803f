package dev.muster.postgres;

import dev.muster.backup.DatabaseManifest;
import dev.muster.backup.Staging;
import dev.muster.common.Refused;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Makes the empty database that the copy goes into. The live one is not touched. */
@Component
class CreateSideDatabaseStep implements RecoveryStep {

    @Override
    public String type() {
        return "create-side-database";
    }

    @Override
    public String about() {
        return "Creates an empty database beside the live one.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        PlanDatabase target = PlanDatabase.of(context);
        return new StepDescription(
                "Creates " + target.side() + " beside " + target.live(),
                SideDatabase.preview(target),
                List.of(),
                "drops " + target.side());
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        PlanDatabase target = PlanDatabase.of(context);
        if (context.fact(SwapDatabaseStep.SIDE_OID).isPresent()) {
            return StepOutcome.done("the side database is there and already on its way to be swapped in");
        }
        try {
            DatabaseManifest manifest = DatabaseManifest.read(new Staging(context.workDirectory()).manifest());
            DataLoss.noteBeforeLoad(context, target);
            SideDatabase.create(context, target, manifest);
            return StepOutcome.done("created " + target.side(), Map.of(PlanDatabase.SIDE, target.side()));
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    @Override
    public StepOutcome undo(StepContext context) {
        PlanDatabase target = PlanDatabase.of(context);
        if (context.fact(PlanDatabase.SIDE).isEmpty()) {
            return StepOutcome.done("no database was made");
        }
        try {
            target.server().inMaintenance(connection -> {
                SideDatabase.drop(context, connection, target.side());
                return true;
            });
            return StepOutcome.done("dropped " + target.side());
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    @Override
    public StepEffect effect() {
        return StepEffect.REVERSIBLE;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
