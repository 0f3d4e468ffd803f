package dev.muster.status;

import dev.muster.plan.ServiceProbe;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Asks a service all that the plan's probes ask it, until each answers well; holds no thread while it waits. */
@Component
class VerifyServiceStep implements RecoveryStep, DisposableBean {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration USUAL = Duration.ofSeconds(60);

    private final Looks looks;
    private final ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor();

    VerifyServiceStep(Looks looks) {
        this.looks = looks;
    }

    @Override
    public String type() {
        return "verify-service";
    }

    @Override
    public String about() {
        return "Asks a service all that the plan's probes ask it (a query, a request, a PING) and waits until each"
                + " answers well.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(
                StepSetting.required("service", StepSetting.Kind.SERVICE, "the service"),
                StepSetting.optional("at-most", StepSetting.Kind.DURATION, "after that the step fails; else 60 s"));
    }

    private static String service(StepContext context) {
        return context.setting("service").orElseThrow();
    }

    private static List<ServiceProbe> probes(StepContext context) {
        return context.plan().probes().stream()
                .filter(it -> it.service().equals(service(context)))
                .toList();
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of(
                "Asks " + service(context) + " until each of its probes answers well",
                probes(context).stream()
                        .map(it -> "look at " + it.key() + ": " + it.target())
                        .toList());
    }

    @Override
    public List<Finding> check(StepContext context) {
        return probes(context).isEmpty()
                ? List.of(Finding.block(
                        "service " + service(context),
                        "The plan has no probe of it, so nobody can say whether it is well"))
                : List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        List<ServiceProbe> probes = probes(context);
        if (probes.isEmpty()) {
            return StepOutcome.failed("The plan has no probe of " + service(context));
        }
        String since = "service." + service(context) + ".verified-since";
        Instant begun = context.fact(since)
                .filter(it -> !it.isEmpty())
                .map(Instant::parse)
                .orElseGet(context::now);
        context.keepFact(since, begun.toString());
        List<String> well = new ArrayList<>();
        for (ServiceProbe probe : probes) {
            context.command("look at " + probe.key());
            Answer answer = ask(context, probe);
            if (answer.state() != ServiceState.UP && answer.state() != ServiceState.DEGRADED) {
                return notYet(context, probe.key() + ": " + answer.evidence(), since, begun);
            }
            well.add(answer.evidence());
        }
        return StepOutcome.done(String.join("; ", well), Map.of(since, ""));
    }

    private Answer ask(StepContext context, ServiceProbe probe) {
        try (Look look = looks.look(probe, context.plan())) {
            return new Asking(look, probe.timeout(), pool)
                    .ask()
                    .orElseGet(() -> new Answer(ServiceState.UNKNOWN, "the console was too busy to look", PAUSE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(ServiceState.UNKNOWN, "interrupted", PAUSE);
        }
    }

    private static StepOutcome notYet(StepContext context, String wrong, String since, Instant begun) {
        Duration atMost = context.setting("at-most").map(Duration::parse).orElse(USUAL);
        if (Duration.between(begun, context.now()).compareTo(atMost) < 0) {
            return new StepOutcome.Waiting("waits for " + service(context) + ": " + wrong, PAUSE);
        }
        context.keepFact(since, "");
        return new StepOutcome.Failed(
                service(context) + " is not well after " + atMost.toSeconds() + " s: " + wrong, true);
    }

    @Override
    public StepEffect effect() {
        return StepEffect.READ_ONLY;
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void destroy() {
        pool.shutdownNow();
    }
}
