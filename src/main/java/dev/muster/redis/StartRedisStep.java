package dev.muster.redis;

import dev.muster.common.Refused;
import dev.muster.host.Hosts;
import dev.muster.host.ServiceControl;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Starts Redis on the restored snapshot; when it does not come up, on the one before. */
@Component
class StartRedisStep implements RecoveryStep {

    private static final Duration USUAL_WAIT = Duration.ofMinutes(10);
    private static final String STARTED = "redis.started";

    private final Hosts hosts;

    StartRedisStep(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public String type() {
        return "start-redis";
    }

    @Override
    public String about() {
        return "Starts Redis and waits until it has loaded the snapshot; if it does not, puts the one before back.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(
                RedisPlace.POLICY,
                StepSetting.optional("at-most", StepSetting.Kind.DURATION, "how long it may load; 10 min if not said"));
    }

    @Override
    public StepDescription describe(StepContext context) {
        RedisPlace place = RedisPlace.of(context);
        return new StepDescription(
                "Starts " + place.name() + " and waits until it has loaded its data. When it does not come up, the"
                        + " snapshot before is put back and Redis started with it",
                List.of(place.control(hosts).describe(), "INFO"),
                List.of(),
                "stops it for the way back");
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            RedisPlace place = RedisPlace.of(context);
            return List.of(Finding.ok("service", place.control(hosts).describe()));
        } catch (Refused e) {
            return List.of(Finding.block("service", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            SnapshotSwap swap = SnapshotSwap.of(context, hosts);
            RedisPlace place = swap.place();
            if (!swap.inPlace()) {
                swap.back();
                throw new Refused("The restored snapshot is not in its place (any more): go back to the step that"
                        + " places it, or end this run and restore again");
            }
            context.keepFact(STARTED, "true");
            try {
                RedisServer.State state = started(context, place, atMost(context));
                if (state.appendOnly()) {
                    throw new Refused("appendonly is on, so Redis loaded its append-only file and not the snapshot");
                }
                return StepOutcome.done(
                        place.service().title() + " " + state.version() + " is up with the restored snapshot");
            } catch (Refused e) {
                return putBack(context, swap, e.getMessage() + new LastWords(hosts, place).tell(context));
            }
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private RedisServer.State started(StepContext context, RedisPlace place, Duration atMost) {
        ServiceControl control = place.control(hosts);
        context.guard();
        context.command("start " + place.service().key() + ": " + control.describe());
        control.start();
        return new RedisComingUp(place, control, atMost, context).up();
    }

    private StepOutcome putBack(StepContext context, SnapshotSwap swap, String why) {
        RedisPlace place = swap.place();
        context.log("Redis did not come up with the restored snapshot: " + why);
        context.guard();
        place.control(hosts).stop();
        swap.back();
        String now;
        try {
            now = "Redis " + started(context, place, USUAL_WAIT).version() + " runs with it";
        } catch (Refused e) {
            now = "but Redis does not come up with that one either: " + e.getMessage();
        }
        return new StepOutcome.Failed(
                "Redis did not come up with the restored snapshot. The snapshot before is in its place again, " + now
                        + ". Why: " + why,
                true);
    }

    private static Duration atMost(StepContext context) {
        return context.setting("at-most").map(Duration::parse).orElse(USUAL_WAIT);
    }

    /** Nobody may write into what is about to be swapped back. */
    @Override
    public StepOutcome undo(StepContext context) {
        try {
            RedisPlace place = RedisPlace.of(context);
            if (context.fact(STARTED).isEmpty()) {
                return StepOutcome.done("it was not this run that started it");
            }
            context.guard();
            place.control(hosts).stop();
            return StepOutcome.done("stopped " + place.service().title());
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

    @Override
    public boolean growsWithSize() {
        return true;
    }
}
