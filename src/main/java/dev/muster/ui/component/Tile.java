package dev.muster.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.muster.objective.Measure;
import dev.muster.objective.Measure.Invalid;
import dev.muster.objective.Measure.Measured;
import dev.muster.objective.Measure.NotApplicable;
import dev.muster.objective.Measure.Pending;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A figure with its name, its state and a line of explanation. */
public final class Tile extends Div {

    private final Span value = Words.text("", "v", "num");
    private final Div line = new Div(value);
    private @Nullable Span verdict;
    private final Span note = Words.text("", "muted", "small", "note");

    public Tile(String name, Component... more) {
        addClassNames("card", "tile");
        line.addClassName("line");
        add(new H2(name), line, note);
        add(more);
    }

    public void showValue(Component content, String text) {
        Words.replace(value, content);
        note.setText(text);
    }

    public void showMeasure(Measure<Duration> measure, String definition) {
        show(measure, it -> new Span(Words.duration(it)), definition);
    }

    /** Shows what it is when it is known, else its state and why. */
    public <T> void show(Measure<T> measure, Function<T, Component> content, String note) {
        switch (measure) {
            case Measured<T> it -> showValue(content.apply(it.value()), note);
            case Pending<T> it -> showState("pending", it.waitsFor());
            case NotApplicable<T> it -> showState("not applicable", it.why());
            case Invalid<T> it -> showState("invalid", it.reason());
        }
        getElement().setAttribute("data-state", stateName(measure));
    }

    public void showVerdict(Measure<Boolean> met, String objective) {
        if (verdict == null) {
            verdict = new Span();
            line.add(verdict);
        }
        Words.replace(
                verdict,
                switch (met) {
                    case Measured<Boolean> it ->
                        it.value()
                                ? Words.badge("✓ met " + objective, "ok")
                                : Words.badge("✕ missed " + objective, "bad");
                    case Pending<Boolean> it -> Words.badge(objective + " pending");
                    case NotApplicable<Boolean> it -> Words.badge(objective + " not applicable");
                    case Invalid<Boolean> it -> Words.badge("! " + objective + " invalid", "warn");
                });
    }

    private void showState(String state, String why) {
        showValue(Words.text(state, "no-value"), why);
    }

    private static String stateName(Measure<?> measure) {
        return switch (measure) {
            case Measured<?> it -> "measured";
            case Pending<?> it -> "pending";
            case NotApplicable<?> it -> "not-applicable";
            case Invalid<?> it -> "invalid";
        };
    }
}
