package dev.muster.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person went past what protects the recovery: ticked an item without its proof, or skipped a step of a run.
 *
 * @param text what was done and why
 * @param reviewedName the commander who has looked at it
 */
public record BreakGlassAct(
        long id,
        Instant at,
        String actorName,
        String text,
        @Nullable String reviewedName,
        @Nullable Instant reviewedAt) {

    public boolean reviewed() {
        return reviewedAt != null;
    }
}
