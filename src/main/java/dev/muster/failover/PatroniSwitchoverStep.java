package dev.muster.failover;

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

/** Asks Patroni to swap leader and standby: it stops the old one cleanly first, so nothing is lost. */
@Component
class PatroniSwitchoverStep implements RecoveryStep {

    static final String TYPE = "patroni-switchover";

    private final PatroniAsking asking;

    PatroniSwitchoverStep(PatroniAsking asking) {
        this.asking = asking;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String about() {
        return "Asks Patroni, which runs both servers, to swap leader and standby, and waits until the new leader takes"
                + " writes.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        Pair pair = Pair.of(context);
        return new StepDescription(
                "Has Patroni swap " + pair.from().place() + " and " + pair.to().place(),
                List.of(PatroniAsking.request(pair, PatroniAsking.Wish.SWITCHOVER)),
                List.of("The applications have no database until they are pointed at the new leader"),
                "none by itself: another switchover goes back");
    }

    @Override
    public List<Finding> check(StepContext context) {
        return Steps.looked("Patroni", () -> asking.findings(Pair.of(context), PatroniAsking.Wish.SWITCHOVER));
    }

    @Override
    public StepOutcome run(StepContext context) {
        return Steps.tried(() -> {
            Pair pair = Pair.known(context);
            if (context.fact("app.stopped-at").isEmpty()) {
                context.keepFact("app.stopped-at", context.now().toString());
            }
            Optional<Map<String, String>> done = asking.happened(context, pair);
            Map<String, String> facts =
                    done.isPresent() ? done.get() : asking.ask(context, pair, PatroniAsking.Wish.SWITCHOVER);
            return StepOutcome.done(
                    "Patroni has made " + pair.to().place() + " the leader, on timeline "
                            + facts.get("promote.timeline"),
                    facts);
        });
    }

    @Override
    public StepEffect effect() {
        return StepEffect.DESTRUCTIVE;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
