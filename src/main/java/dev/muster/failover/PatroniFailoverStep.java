package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks Patroni to make the standby the leader; when it has done so by itself meanwhile, that is as good. */
@Component
class PatroniFailoverStep implements RecoveryStep {

    private final PatroniAsking asking;
    private final StandbyCheck standby;

    PatroniFailoverStep(PatroniAsking asking, StandbyCheck standby) {
        this.asking = asking;
        this.standby = standby;
    }

    @Override
    public String type() {
        return "patroni-failover";
    }

    @Override
    public String about() {
        return "Asks Patroni, which runs both servers, to make the standby the leader, and waits until that server"
                + " takes writes. What Patroni has done by itself meanwhile is not asked for again.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        Pair pair = Pair.of(context);
        return new StepDescription(
                "Has Patroni make " + pair.to().place() + " the leader",
                List.of(PatroniAsking.request(pair, PatroniAsking.Wish.FAILOVER)),
                List.of("What had not reached " + pair.to().place() + " when the old leader stopped"),
                "none by itself: Patroni makes the old leader a replica when it comes back, then a switchover goes"
                        + " back");
    }

    @Override
    public List<Finding> check(StepContext context) {
        return Steps.looked("Patroni", () -> asking.findings(Pair.of(context), PatroniAsking.Wish.FAILOVER));
    }

    @Override
    public StepOutcome run(StepContext context) {
        return Steps.tried(() -> {
            Pair pair = Pair.known(context);
            Optional<Map<String, String>> done = asking.happened(context, pair);
            Map<String, String> facts = new HashMap<>(done.isPresent() ? done.get() : asked(context, pair));
            boolean byItself =
                    done.isPresent() && context.fact(PatroniAsking.ASKED).isEmpty();
            return StepOutcome.done(
                    (byItself ? "Patroni had made " : "Patroni has made ")
                            + pair.to().place() + " the leader" + (byItself ? " by itself" : "") + ", on timeline "
                            + facts.get("promote.timeline"),
                    facts);
        });
    }

    private Map<String, String> asked(StepContext context, Pair pair) {
        NodeLook from = NodeLook.at(pair.from().session());
        if (!from.silent()) {
            throw new Refused(pair.from().place() + " is back, it " + from.words()
                    + ": nothing was asked of Patroni; cancel, or retry when it is gone again");
        }
        weigh(context, pair);
        return asking.ask(context, pair, PatroniAsking.Wish.FAILOVER);
    }

    /** The dead one's log is Patroni's to keep, so the loss is what the console has seen; too much is refused. */
    private void weigh(StepContext context, Pair pair) {
        Optional<Loss> loss = standby.expected(pair, NodeLook.at(pair.to().session()));
        loss.ifPresent(it -> it.facts().forEach(context::keepFact));
        context.log(loss.map(it -> "It loses " + it.words()).orElse("What is lost cannot be counted"));
        loss.ifPresent(it -> it.requireAccepted(context, pair));
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
