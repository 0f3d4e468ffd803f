package dev.muster.ui.objective;

import dev.muster.objective.Estimate;
import dev.muster.objective.Measure;
import dev.muster.objective.Measure.Invalid;
import dev.muster.objective.Measure.Measured;
import dev.muster.objective.Measure.NotApplicable;
import dev.muster.objective.Measure.Pending;
import dev.muster.ui.component.Words;

/** How predictions are said. */
final class Phrases {

    private Phrases() {}

    /** Such as "usually 18 min, 9 of 10 within 31 min". */
    static String estimate(Estimate estimate) {
        String usually = Words.duration(estimate.p50());
        String mostly = Words.duration(estimate.p90());
        return usually.equals(mostly) ? "about " + usually : "usually " + usually + ", 9 of 10 within " + mostly;
    }

    static String estimate(Measure<Estimate> measure) {
        return measure instanceof Measured<Estimate> known ? estimate(known.value()) : state(measure);
    }

    /** The state of a figure that is not known, and why. */
    static String state(Measure<?> measure) {
        return switch (measure) {
            case Measured<?> it -> "measured";
            case Pending<?> it -> "pending: " + it.waitsFor();
            case NotApplicable<?> it -> "not applicable: " + it.why();
            case Invalid<?> it -> "invalid: " + it.reason();
        };
    }
}
