package dev.muster.ui.drill;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.muster.drill.DrillState;
import dev.muster.objective.Measure;
import dev.muster.ui.component.Words;
import java.time.Duration;

/** How rehearsals are named on screens; each state has a sign beside its colour. */
final class DrillWords {

    private DrillWords() {}

    static Span state(DrillState state) {
        return switch (state) {
            case RUNNING -> Words.badge("▶ running", "run");
            case PASSED -> Words.badge("✓ passed", "ok");
            case FAILED -> Words.badge("✕ failed", "bad");
            case CANCELLED -> Words.badge("– cancelled");
            case MISSED -> Words.badge("! missed", "warn");
        };
    }

    /** A figure with its verdict, or its state. */
    static Component measure(String name, Measure<Duration> measure, Measure<Boolean> met, String objective) {
        Span line = new Span(Words.text(name + " ", "muted"), new Span(figure(measure)));
        line.addClassName("drill-measure");
        if (met instanceof Measure.Measured<Boolean> known) {
            line.add(
                    known.value()
                            ? Words.badge("✓ within " + objective, "ok")
                            : Words.badge("✕ over " + objective, "bad"));
        }
        return line;
    }

    static String figure(Measure<Duration> measure) {
        return switch (measure) {
            case Measure.Measured<Duration> it -> duration(it.value());
            case Measure.Pending<Duration> it -> "pending: " + it.waitsFor();
            case Measure.NotApplicable<Duration> it -> "not applicable: " + it.why();
            case Measure.Invalid<Duration> it -> "invalid: " + it.reason();
        };
    }

    private static String duration(Duration duration) {
        return duration.isNegative() ? "−" + Words.duration(duration.negated()) : Words.duration(duration);
    }
}
