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
import org.springframework.stereotype.Component;

/** Finds out whom Patroni has made the leader by itself, so that the steps after it lead the applications there. */
@Component
class PatroniFollowStep implements RecoveryStep {

    static final String TYPE = "patroni-follow";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String about() {
        return "Looks whom Patroni has made the leader and whether that server takes writes, for the steps that point"
                + " the applications at it.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of("Looks whom Patroni has made the leader", List.of("GET /cluster"));
    }

    @Override
    public List<Finding> check(StepContext context) {
        return Steps.looked("Patroni", () -> {
            Pair pair = led(context);
            return List.of(Finding.ok(
                    "Patroni",
                    PatroniAsking.member(pair.to()).name() + " at " + pair.to().place() + " leads"));
        });
    }

    /** The leader takes over in this pair, as after a failover. */
    private static Pair led(StepContext context) {
        Pair.Seen seen = Pair.look(context.plan(), Pair.database(context));
        PatroniCluster cluster = new PatroniApi(PatroniAsking.patroni(new Pair(seen.one(), seen.other()))).cluster();
        String leader = cluster.leader()
                .orElseThrow(() -> new Refused("Patroni has no leader: " + cluster.words()))
                .name();
        for (Node node : List.of(seen.one(), seen.other())) {
            if (PatroniAsking.member(node).name().equals(leader)) {
                if (!seen.of(node).writable()) {
                    throw new Refused("Patroni's leader " + leader + " at " + node.place() + " takes no writes: it "
                            + seen.of(node).words());
                }
                Node other = node.equals(seen.one()) ? seen.other() : seen.one();
                if (seen.of(other).writable()) {
                    throw new Refused("Two servers take writes, " + node.place() + " and " + other.place()
                            + ": stop the one that is not Patroni's leader " + leader);
                }
                return new Pair(other, node);
            }
        }
        throw new Refused("Patroni's leader " + leader + " is none of the plan's two servers: " + cluster.words());
    }

    @Override
    public StepOutcome run(StepContext context) {
        return Steps.tried(() -> {
            Pair pair = led(context);
            Map<String, String> facts = new HashMap<>(pair.facts());
            facts.put(PromoteStandbyStep.AT, context.now().toString());
            return StepOutcome.done(
                    "Patroni's leader is " + PatroniAsking.member(pair.to()).name() + " at "
                            + pair.to().place(),
                    facts);
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
