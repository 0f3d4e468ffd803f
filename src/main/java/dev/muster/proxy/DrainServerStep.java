package dev.muster.proxy;

import dev.muster.common.Refused;
import dev.muster.host.Hosts;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Waits until the requests that began before the switch have ended; holds no thread meanwhile. */
@Component
class DrainServerStep implements RecoveryStep {

    private static final Duration USUAL = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Hosts hosts;

    DrainServerStep(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public String type() {
        return "drain-server";
    }

    @Override
    public String about() {
        return "Waits until every request that nginx took before the switch has ended; then the other servers serve"
                + " nobody.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(
                Nginx.PROXY,
                StepSetting.optional("at-most", StepSetting.Kind.DURATION, "after that the step fails; 30 s"));
    }

    @Override
    public StepDescription describe(StepContext context) {
        Nginx nginx = Nginx.of(context, hosts);
        return StepDescription.of(
                "Waits until the requests from before the switch have ended, at most "
                        + atMost(context).toSeconds() + " s",
                List.of("ps -o pid=,args= --ppid $(cat " + nginx.proxy().nginx().pidFile() + ")"));
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            Nginx nginx = Nginx.of(context, hosts);
            String fact = "proxy." + nginx.proxy().key() + ".drains-since";
            Instant since = context.fact(fact)
                    .filter(it -> !it.isEmpty())
                    .map(Instant::parse)
                    .orElseGet(context::now);
            context.keepFact(fact, since.toString());
            List<String> old = nginx.workers(true);
            if (old.isEmpty()) {
                return StepOutcome.done("every request from before the switch has ended", Map.of(fact, ""));
            }
            String busy = (old.size() == 1 ? "worker " : "workers ") + String.join(", ", old) + " of nginx on "
                    + nginx.host() + " still serve requests from before the switch";
            Duration waited = Duration.between(since, context.now());
            if (waited.compareTo(atMost(context)) < 0) {
                return new StepOutcome.Waiting(busy, PAUSE);
            }
            context.keepFact(fact, "");
            return new StepOutcome.Failed(
                    busy + " after " + atMost(context).toSeconds()
                            + " s. No new request goes there; retry waits on, skip leaves them to themselves",
                    true);
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private static Duration atMost(StepContext context) {
        return context.setting("at-most").map(Duration::parse).orElse(USUAL);
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
