package dev.muster.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How long runs took that went well: what predictions are made of. */
public interface RunHistory {

    /**
     * @param facts as the run left them
     * @param steps in their order
     */
    record Past(RunId run, Instant endedAt, Map<String, String> facts, List<PastStep> steps) {}

    /**
     * @param took of its last attempt, so the time that a person took to decide is not in it
     * @param growsWithSize whether it takes longer for more data
     */
    record PastStep(String type, Duration took, boolean growsWithSize) {}

    /**
     * The newest first. A run with a skipped step is left out, because nobody measured what was done by hand; one that
     * was taken back is no success.
     */
    List<Past> succeeded(String procedure, int limit);
}
