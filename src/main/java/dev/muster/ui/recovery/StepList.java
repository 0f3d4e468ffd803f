package dev.muster.ui.recovery;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.recovery.RunQuery.StepRow;
import dev.muster.recovery.StepState;
import dev.muster.ui.component.WallTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The steps of a run, each with state, duration and its last word. Only a step that moved is drawn again. */
class StepList extends Div {

    private final Clock clock;
    private final List<StepRow> shown = new ArrayList<>();
    private final List<Div> rows = new ArrayList<>();
    private final PartHeadings headings = new PartHeadings();
    private final PartClocks parts;

    StepList(Clock clock) {
        this.clock = clock;
        this.parts = new PartClocks(clock);
        addClassName("steps");
        getElement().setAttribute("role", "list");
    }

    void show(List<StepRow> steps) {
        for (int i = 0; i < steps.size(); i++) {
            StepRow step = steps.get(i);
            if (i == shown.size()) {
                shown.add(step);
                Div row = new Div();
                fill(row, step);
                rows.add(row);
                for (Div heading : headings.before(step.within())) {
                    heading.getElement().setAttribute("role", "listitem");
                    add(heading);
                }
                add(rows.getLast());
            } else if (!step.equals(shown.get(i))) {
                shown.set(i, step);
                fill(rows.get(i), step);
            }
        }
        parts.show(headings.clocks(), steps);
    }

    /** A row keeps its place in the page: when many are exchanged at once, some came back in another order. */
    private void fill(Div row, StepRow step) {
        Div text = new Div(new Span(step.title()));
        if (step.attempt() > 1) {
            text.add(Words.muted(" attempt " + step.attempt()));
        }
        String summary = step.summary();
        if (summary != null && !summary.isEmpty()) {
            Div small = new Div(WallTime.in(summary));
            small.addClassName("small");
            text.add(small);
        }
        row.removeAll();
        row.getClassNames().clear();
        row.add(Words.glyph(step.state()), text, duration(step));
        row.addClassName("step");
        row.getElement().setAttribute("role", "listitem");
        row.setTestId("step-" + step.position());
        PartHeadings.indent(row, step.within());
        switch (step.state()) {
            case RUNNING, WAITING -> row.addClassName("on");
            case NEEDS_DECISION -> row.addClassName("asks");
            case FAILED -> row.addClassName("broken");
            // A step may end well without having done its part: its last word begins with DEGRADED.
            case SUCCEEDED -> row.addClassName(degraded(step) ? "asks" : "calm");
            case PENDING, SKIPPED, UNDONE -> row.addClassName("calm");
        }
    }

    static boolean degraded(StepRow step) {
        String summary = step.summary();
        return step.state() == StepState.SUCCEEDED && summary != null && summary.startsWith("DEGRADED");
    }

    private Span duration(StepRow step) {
        Span time = new Span();
        time.addClassNames("num", "muted");
        Instant started = step.startedAt();
        if (started != null && step.state() != StepState.PENDING) {
            Instant ended = step.endedAt();
            Duration took = Duration.between(started, ended == null ? clock.instant() : ended);
            time.setText(Words.duration(took));
            if (ended == null) {
                // The browser counts on from here, by its own watch.
                time.getElement().executeJs("window.musterTick?.(this, $0)", (double) took.toMillis());
            }
        }
        return time;
    }
}
