package dev.muster.recovery.engine;

import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.PartCondition;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** One sentence for each part at the end: nobody has to put the whole together from fifty lines at three in the morning. */
@Component
class WholeVerdictStep implements RecoveryStep {

    private static final String ACCEPT = "Accept it as it is";

    @Override
    public String type() {
        return "whole-verdict";
    }

    @Override
    public String about() {
        return "Says of each used procedure what came of it (restored, left as it was, not proved) and how it is taken"
                + " back; when one is not whole, a person decides.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of("Says of each part what came of it and how it is taken back", List.of());
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        List<PartCondition> parts = context.parts();
        parts.forEach(it -> context.log(it.toString()));
        List<PartCondition> wanting = parts.stream().filter(it -> !it.whole()).toList();
        if (!wanting.isEmpty() && context.answer().isEmpty()) {
            return new StepOutcome.NeedsDecision(
                    "Not whole: "
                            + wanting.stream().map(PartCondition::toString).collect(Collectors.joining(". ")),
                    List.of(ACCEPT));
        }
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            facts.put("verdict." + (i + 1), parts.get(i).toString());
        }
        String words =
                parts.stream().map(it -> it.title() + " " + it.state().word()).collect(Collectors.joining(", "));
        return StepOutcome.done(
                context.answer()
                        .map(it -> "Not whole, accepted by " + it.by() + ": " + words)
                        .orElse("Whole: " + words),
                facts);
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
