package dev.muster.recovery.step;

import java.time.Duration;
import java.util.List;
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

    /**
     * A person must decide. The step is called again with {@link StepContext#answer}; what runs beside it goes on.
     *
     * @param answers what may be answered; at least one
     */
    record NeedsDecision(String question, List<String> answers) implements StepOutcome {

        public NeedsDecision {
            answers = List.copyOf(answers);
            if (answers.isEmpty()) {
                throw new IllegalArgumentException("A question without an answer: " + question);
            }
        }
    }

    /** Another person than the one who launched must agree to what lies ahead. */
    record NeedsApproval() implements StepOutcome {}

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
