package dev.muster.application;

import dev.muster.application.VerifyApplicationStep.Question;
import dev.muster.common.Refused;
import dev.muster.plan.Service;
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
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Waits until a service answers at its health address; holds no thread while it waits. */
@Component
class WaitForServiceStep implements RecoveryStep {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final FrontDoor door = new FrontDoor();

    @Override
    public String type() {
        return "wait-for-service";
    }

    @Override
    public String about() {
        return "Waits until a service answers at its health address, however long others need to bring it up.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(
                PlanService.SETTING,
                StepSetting.required("at-most", StepSetting.Kind.DURATION, "after that the step fails"));
    }

    @Override
    public StepDescription describe(StepContext context) {
        Service service = PlanService.named(context);
        return StepDescription.of(
                "Waits until " + service.title() + " answers, at most "
                        + atMost(context).toSeconds() + " s",
                service.health().map(it -> "GET " + it).stream().toList());
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            Service service = PlanService.named(context);
            return service.health().isPresent()
                    ? List.of()
                    : List.of(Finding.block(
                            "service " + service.key(), "The plan gives it no health address to wait for"));
        } catch (Refused e) {
            return List.of(Finding.block("service", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        Service service;
        try {
            service = PlanService.named(context);
        } catch (Refused e) {
            return StepOutcome.failed(e.getMessage());
        }
        String since = "service." + service.key() + ".waits-since";
        Instant begun = context.fact(since)
                .filter(it -> !it.isEmpty())
                .map(Instant::parse)
                .orElseGet(context::now);
        context.keepFact(since, begun.toString());
        Question question = new Question(service.health().orElseThrow(), false);
        Optional<String> wrong = door.ask(question, System.nanoTime(), context::guard);
        if (wrong.isEmpty()) {
            // The next wait for it counts from its own beginning.
            return StepOutcome.done(service.title() + " answers", Map.of(since, ""));
        }
        Duration waited = Duration.between(begun, context.now());
        if (waited.compareTo(atMost(context)) < 0) {
            return new StepOutcome.Waiting("waits for " + service.title() + ": " + wrong.get(), PAUSE);
        }
        context.keepFact(since, "");
        return new StepOutcome.Failed(
                service.title() + " did not answer within " + atMost(context).toSeconds() + " s: " + wrong.get(), true);
    }

    private static Duration atMost(StepContext context) {
        return Duration.parse(context.setting("at-most").orElseThrow());
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
