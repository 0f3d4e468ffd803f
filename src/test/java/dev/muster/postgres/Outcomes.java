package dev.muster.postgres;

import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;

/** How a run ended, in the words of a test. */
final class Outcomes {

    private Outcomes() {}

    static RunState state(RunQuery.Detail run) {
        return run.summary().state();
    }

    static String reason(RunQuery.Detail run) {
        return String.valueOf(run.summary().reason());
    }
}
