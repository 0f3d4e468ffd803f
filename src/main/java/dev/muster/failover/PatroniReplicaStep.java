package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Waits until Patroni has made the old leader a replica that streams; it does that by itself. */
@Component
class PatroniReplicaStep implements RecoveryStep {

    private static final Duration REJOINS = Duration.ofMinutes(3);

    @Override
    public String type() {
        return "patroni-replica";
    }

    @Override
    public String about() {
        return "Waits until Patroni has made the server that does not lead a replica that streams, at most "
                + REJOINS.toMinutes() + " min.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of("Waits until both servers are well again", List.of());
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        return Steps.tried(() -> {
            boolean there =
                    Steps.until(context, REJOINS, () -> isBack(Pair.look(context.plan(), Pair.database(context))));
            Pair.Seen seen = Pair.look(context.plan(), Pair.database(context));
            if (!there) {
                throw new Refused("No replica streams after " + REJOINS.toMinutes() + " min: "
                        + seen.one().place() + " " + seen.first().words() + "; "
                        + seen.other().place() + " "
                        + seen.second().words()
                        + ". Patroni's own log says why; patronictl reinit makes it anew");
            }
            Node replica = seen.first().standby() ? seen.one() : seen.other();
            return StepOutcome.done(replica.place() + " streams from the leader");
        });
    }

    private static boolean isBack(Pair.Seen seen) {
        boolean swapped = seen.second().writable();
        NodeLook leader = swapped ? seen.second() : seen.first();
        NodeLook other = swapped ? seen.first() : seen.second();
        return leader.writable()
                && other.streaming()
                && other.timeline() == leader.timeline()
                && counts(swapped ? seen.one() : seen.other(), swapped ? seen.other() : seen.one());
    }

    /** Patroni's own list is a moment behind; before it names the replica as well, it would not let it lead. */
    private static boolean counts(Node replica, Node leader) {
        try {
            return new PatroniApi(replica.failover().patroni().orElseThrow())
                    .cluster(PatroniAsking.member(leader))
                    .member(PatroniAsking.member(replica).name())
                    .filter(PatroniCluster.Member::well)
                    .isPresent();
        } catch (Refused e) {
            return false;
        }
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
