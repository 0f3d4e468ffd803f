package dev.muster.postgres;

import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;

/** Turns what a check saw into what a step reports. */
final class Findings {

    private Findings() {}

    static StepOutcome outcome(StepContext context, List<Finding> findings) {
        for (Finding finding : findings) {
            context.log(finding.level() + " " + finding.check() + ": " + finding.message());
        }
        List<String> blocking = findings.stream()
                .filter(it -> it.level() == Finding.Level.BLOCK)
                .map(it -> it.check() + ": " + it.message())
                .toList();
        return blocking.isEmpty()
                ? StepOutcome.done(findings.size() + " checks, nothing in the way")
                : new StepOutcome.Failed(String.join("; ", blocking), true);
    }
}
