package dev.muster.failover;

import dev.muster.plan.Database;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;
import org.springframework.stereotype.Component;

/** Nothing moves before two have seen, from two places, that the primary is gone. */
@Component
class ConfirmPrimaryDownStep implements RecoveryStep {

    private final Confirmation confirmation;
    private final WayBack wayBack;

    ConfirmPrimaryDownStep(Confirmation confirmation, WayBack wayBack) {
        this.confirmation = confirmation;
        this.wayBack = wayBack;
    }

    @Override
    public String type() {
        return "confirm-primary-down";
    }

    @Override
    public String about() {
        return "Makes sure from two places, the console and the standby's host, that the primary takes no writes any"
                + " more.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        Database database = Pair.database(context);
        Pair.Seen seen = Pair.look(context.plan(), database);
        Pair pair = seen.roles();
        NodeLook.Upstream upstream = seen.of(pair.to())
                .upstream()
                .orElseGet(() -> new NodeLook.Upstream(
                        pair.from().server().address(), pair.from().server().port()));
        return StepDescription.of(
                "Looks at " + pair.from().place() + " from here and from "
                        + pair.to().host().key(),
                List.of(
                        "connect to " + pair.from().place(),
                        pair.to().host().key() + ": " + String.join(" ", Witness.question(pair, upstream))));
    }

    @Override
    public List<Finding> check(StepContext context) {
        return Steps.looked("primary", () -> {
            Database database = Pair.database(context);
            List<Finding> findings = new java.util.ArrayList<>(wayBack.findings(context.plan(), database.key()));
            findings.addAll(confirmation.of(context.plan(), database).findings());
            return findings;
        });
    }

    @Override
    public StepOutcome run(StepContext context) {
        return Steps.tried(() -> {
            if (context.fact(Pair.TO).isPresent()) {
                // after a crash, or again: what was promoted since is no reason to look for another primary
                return StepOutcome.done("confirmed before");
            }
            Confirmation.Result result = confirmation.of(context.plan(), Pair.database(context));
            result.findings().forEach(it -> context.log(it.level() + " " + it.check() + ": " + it.message()));
            if (!result.down()) {
                return new StepOutcome.Failed(result.words(), true);
            }
            return StepOutcome.done(result.words(), result.pair().facts());
        });
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
