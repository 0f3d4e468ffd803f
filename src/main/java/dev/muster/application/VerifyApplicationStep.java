package dev.muster.application;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Health, a read and a write through the application's own front door; only then is it up again. */
@Component
class VerifyApplicationStep implements RecoveryStep {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final FrontDoor door = new FrontDoor();

    @Override
    public String type() {
        return "verify-application";
    }

    @Override
    public String about() {
        return "Asks the application for a real answer, as its users would.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(PlanService.SETTING);
    }

    @Override
    public StepDescription describe(StepContext context) {
        Service service = PlanService.named(context);
        return StepDescription.of(
                "Verifies " + service.title() + ": health, a read and a committed write",
                questions(service).stream().map(Question::toString).toList());
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            Service service = PlanService.named(context);
            List<Finding> findings = new ArrayList<>();
            if (questions(service).isEmpty()) {
                findings.add(Finding.block(
                        "verification", "The plan gives " + service.key() + " neither a health address nor a probe"));
            } else if (service.probe().isEmpty()) {
                findings.add(Finding.warn(
                        "verification", "The plan gives " + service.key() + " no probe: only its health is verified"));
            }
            return findings;
        } catch (Refused e) {
            return List.of(Finding.block("verification", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        List<Question> questions;
        try {
            questions = questions(PlanService.named(context));
        } catch (Refused e) {
            return StepOutcome.failed(e.getMessage());
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Question question : questions) {
            context.command(question.toString());
            Optional<String> wrong = door.ask(question, deadline, context::guard);
            if (wrong.isPresent()) {
                return new StepOutcome.Failed(question + ": " + wrong.get(), true);
            }
            context.progress(question + " is well");
        }
        Map<String, String> facts = new HashMap<>();
        context.fact(PlanService.STOPPED_AT)
                .map(Instant::parse)
                .map(it -> Duration.between(it, context.now()))
                .ifPresent(it -> facts.put("app.down.ms", Long.toString(it.toMillis())));
        return StepOutcome.done(
                questions.size() + " answers are well"
                        + (facts.isEmpty() ? "" : "; the application was down for " + facts.get("app.down.ms") + " ms"),
                facts);
    }

    /** One request and whether it writes. */
    record Question(String address, boolean write) {

        @Override
        public String toString() {
            return (write ? "POST " : "GET ") + address;
        }
    }

    private static List<Question> questions(Service service) {
        List<Question> questions = new ArrayList<>();
        service.health().ifPresent(it -> questions.add(new Question(it, false)));
        service.probe().ifPresent(it -> {
            questions.add(new Question(it.read(), false));
            questions.add(new Question(it.write(), true));
        });
        return questions;
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
