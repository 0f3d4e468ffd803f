package dev.muster.recovery.step;

import java.time.Duration;
import java.util.Map;

/** What a step reports back; the engine writes it down. */
public sealed interface StepOutcome {

    /**
     * @param summary one line for the run page
     * @param facts what later steps and the report may read, such as {@code backup.location}
     */
    record Done(String summary, Map<String, String> facts) implements StepOutcome {}

    /** Called again after the pause; the text is shown as it is. */
    record Waiting(String forWhat, Duration askAgainIn) implements StepOutcome {}

    /** A person must decide; the run stops until one did. */
    record NeedsDecision(String question) implements StepOutcome {}

    record Failed(String reason, boolean retryable) implements StepOutcome {}

    static StepOutcome done(String summary) {
        return new Done(summary, Map.of());
    }

    static StepOutcome done(String summary, Map<String, String> facts) {
        return new Done(summary, Map.copyOf(facts));
    }

    static StepOutcome failed(String reason) {
        return new Failed(reason, false);
    }
}
