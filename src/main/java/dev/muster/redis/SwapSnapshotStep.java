package dev.muster.redis;

import dev.muster.common.Refused;
import dev.muster.host.Hosts;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;
import org.springframework.stereotype.Component;

/** Two renames while Redis is stopped: a running one would write over the file when it ends. */
@Component
class SwapSnapshotStep implements RecoveryStep {

    private final Hosts hosts;

    SwapSnapshotStep(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public String type() {
        return "swap-snapshot";
    }

    @Override
    public String about() {
        return "Puts the restored snapshot in the place of the one of the stopped Redis; the one before is kept.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(RedisPlace.POLICY);
    }

    @Override
    public StepDescription describe(StepContext context) {
        RedisPlace place = RedisPlace.of(context);
        return new StepDescription(
                "Renames " + place.live() + " to " + place.before() + " and " + place.fresh() + " to " + place.live(),
                List.of(
                        SnapshotSwap.move(place.live(), place.before()),
                        SnapshotSwap.move(place.fresh(), place.live())),
                List.of("Keys that were written after the copy are no longer there. They stay in " + place.before()
                        + "."),
                "renames them back; the restored one is kept as " + place.undone());
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            RedisPlace place = RedisPlace.of(context);
            return List.of(
                    place.files(hosts).facts(place.live()).isPresent()
                            ? Finding.ok("snapshot before", place.live() + " is kept")
                            : Finding.warn(
                                    "snapshot before",
                                    place.live() + " is not there: there will be no one before to keep"));
        } catch (Refused e) {
            return List.of(Finding.block("snapshot before", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            SnapshotSwap swap = SnapshotSwap.of(context, hosts);
            RedisPlace place = swap.place();
            stopped(place);
            swap.forth();
            return StepOutcome.done(place.live() + " is the restored snapshot"
                    + (swap.hadOne() ? "; the one before is " + place.before() : ""));
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private void stopped(RedisPlace place) {
        if (place.control(hosts).running()) {
            throw new Refused(place.name() + " runs: it would write over the restored snapshot when it stops");
        }
    }

    @Override
    public StepOutcome undo(StepContext context) {
        try {
            SnapshotSwap swap = SnapshotSwap.of(context, hosts);
            stopped(swap.place());
            swap.back();
            return StepOutcome.done(swap.place().live() + " is the one from before the run");
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    @Override
    public StepEffect effect() {
        return StepEffect.DESTRUCTIVE;
    }

    @Override
    public boolean hasWayBack() {
        return true;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
