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
import org.springframework.stereotype.Component;

/** Makes the database of a rehearsal with a role that can enter no other one, and tries whether that is true. */
@Component
class CreateScratchDatabaseStep implements RecoveryStep {

    @Override
    public String type() {
        return "create-scratch-database";
    }

    @Override
    public String about() {
        return "Creates a database for a rehearsal and a role that owns it and can enter no other database.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        ScratchDatabase scratch = ScratchDatabase.of(context);
        return new StepDescription(
                "Creates " + scratch.name() + " with a role of that name that cannot enter "
                        + scratch.plan().live(),
                scratch.statements(),
                List.of(),
                "drops both");
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            String user = PlanDatabase.of(context).database().user();
            boolean superuser = PlanDatabase.of(context)
                    .server()
                    .inMaintenance(
                            it -> Server.need(it, "select rolsuper::text from pg_roles where rolname = current_user"))
                    .equals("true");
            return List.of(
                    superuser
                            ? Finding.ok("rights for a rehearsal", user + " may keep a role out of the other databases")
                            : Finding.block(
                                    "rights for a rehearsal",
                                    user + " is no superuser: only one may make a role that is kept out of the other"
                                            + " databases"));
        } catch (Refused e) {
            return List.of(Finding.block("rights for a rehearsal", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            ScratchDatabase scratch = ScratchDatabase.of(context);
            DatabaseManifest manifest = DatabaseManifest.read(new Staging(context.workDirectory()).manifest());
            scratch.create(context, manifest.encoding(), manifest.collate(), manifest.ctype());
            String live = scratch.plan().live();
            context.log("tried: " + scratch.keptOutOf(live, scratch.password()));
            return StepOutcome.done(
                    "created " + scratch.name() + "; its role tried to enter " + live + " and was turned away");
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    @Override
    public StepOutcome undo(StepContext context) {
        return DropScratchDatabaseStep.drop(context);
    }

    @Override
    public StepEffect effect() {
        return StepEffect.REVERSIBLE;
    }

    @Override
    public boolean hasWayBack() {
        return false;
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
