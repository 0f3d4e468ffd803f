package dev.muster.drill;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rehearsals as screens and reports read them. */
public interface DrillQuery {

    /** Newest first. */
    List<Rehearsal> page(int offset, int limit);

    int total();

    /** Those of one drill of the plan, newest first. */
    List<Rehearsal> of(String drill, int limit);

    /** What the steps of a rehearsal's run said when they succeeded; it stays when they are undone later. */
    List<Shown> shown(Rehearsal rehearsal);

    /**
     * What a step showed.
     *
     * @param step its type
     * @param state as it stands now
     * @param said when it succeeded; null when it never did
     */
    record Shown(
            String step,
            String state,
            @Nullable String said,
            @Nullable Instant at) {}
}
