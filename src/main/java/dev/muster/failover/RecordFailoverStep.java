package dev.muster.failover;

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

/** Writes down what the promotion lost. What is not known is left out, never shown as zero. */
@Component
class RecordFailoverStep implements RecoveryStep {

    @Override
    public String type() {
        return "record-failover";
    }

    @Override
    public String about() {
        return "Writes down what was lost, in bytes, seconds and transactions; what is not known is left out.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of("Records the loss", List.of());
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        return Steps.tried(() -> {
            Pair pair = Pair.known(context);
            Optional<Long> bytes = context.fact(Loss.BYTES).map(Long::valueOf);
            Optional<Long> millis = context.fact(Loss.MILLIS).map(Long::valueOf);
            Map<String, String> facts = new HashMap<>();
            bytes.ifPresent(it -> facts.put("data-loss.wal-bytes", Long.toString(it)));
            // A part of a second counts as a whole one: nothing lost is only what was lost for no time at all.
            millis.ifPresent(it -> facts.put("data-loss.seconds", Long.toString((it + 999) / 1000)));
            String lost = bytes.isEmpty()
                    ? "what was lost is not known"
                    : "lost: " + Steps.size(bytes.get()) + ", "
                            + Loss.seconds(java.time.Duration.ofMillis(millis.orElse(0L)))
                            + context.fact(Loss.TRANSACTIONS)
                                    .filter(it -> !it.isEmpty())
                                    .map(it -> ", " + it + " transactions")
                                    .orElse("")
                            + context.fact(Loss.HOW).map(it -> ", " + it).orElse("");
            return StepOutcome.done(pair.to().place() + " is the primary; " + lost, facts);
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
