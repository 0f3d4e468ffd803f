package dev.muster.plan;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at a failed start what is wrong with the plan, instead of a stack trace. */
class PlanFailureAnalyzer extends AbstractFailureAnalyzer<PlanException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PlanException cause) {
        String problems =
                cause.problems().stream().map(it -> "  " + it).collect(Collectors.joining(System.lineSeparator()));
        return new FailureAnalysis(
                cause.problems().isEmpty() ? cause.getMessage() : "The plan cannot be used:\n\n" + problems,
                "Repair the file that the setting muster.plan names, then start again.",
                cause);
    }
}
