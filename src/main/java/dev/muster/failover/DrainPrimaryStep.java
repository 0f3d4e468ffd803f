package dev.muster.failover;

import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Planned: the applications first, then the primary itself, which hands its last record to the standby as it ends. */
@Component
class DrainPrimaryStep implements RecoveryStep {

    private final Fences fences;
    private final PatroniGuard patroni;

    DrainPrimaryStep(Fences fences, PatroniGuard patroni) {
        this.fences = fences;
        this.patroni = patroni;
    }

    @Override
    public String type() {
        return "drain-primary";
    }

    @Override
    public String about() {
        return "Stops the applications and then the primary, cleanly: what it still has reaches the standby before it"
                + " ends.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        Pair pair = Pair.of(context);
        List<String> services = pair.from().failover().applications().stream()
                .map(it -> it.service())
                .toList();
        return new StepDescription(
                "Stops " + String.join(", ", services) + ", then " + pair.from().place(),
                List.of(
                        "stop " + String.join(", ", services),
                        "stop " + pair.from().service().key()),
                List.of("The applications are down until they are verified again"),
                "as long as nothing is promoted: starts all of it again");
    }

    @Override
    public List<Finding> check(StepContext context) {
        return Steps.looked("drain", () -> {
            Pair pair = Pair.of(context);
            patroni.refuse(pair);
            return fences.outlook(context.plan(), pair.from())
                    .getOrDefault("stop-server", java.util.Optional.empty())
                    .map(it -> List.of(Finding.block("drain", it)))
                    .orElseGet(List::of);
        });
    }

    @Override
    public StepOutcome run(StepContext context) {
        return Steps.tried(() -> {
            Pair pair = Pair.known(context);
            patroni.refuse(pair);
            Node from = pair.from();
            if (context.fact("app.stopped-at").isEmpty()) {
                // from here on the application is down; the step that verifies it counts from here
                context.keepFact("app.stopped-at", context.now().toString());
            }
            fences.stopApplications(context, from);
            String proof = fences.stopCleanly(context, from);
            return StepOutcome.done(
                    from.place() + ": " + proof,
                    Map.of(FencePrimaryStep.PROOF, proof, FencePrimaryStep.HOW, "stop-server"));
        });
    }

    @Override
    public StepOutcome undo(StepContext context) {
        return fences.letGo(context);
    }

    @Override
    public StepEffect effect() {
        return StepEffect.REVERSIBLE;
    }

    /** The way back of a finished switchover is another switchover. */
    @Override
    public boolean hasWayBack() {
        return false;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
