package dev.muster.ui.recovery;

import com.vaadin.flow.component.html.Span;
import dev.muster.plan.Procedure.Frame;
import dev.muster.recovery.RunQuery.StepRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How long each part of a run has taken: from the beginning of its first step to the end of its last one. */
final class PartClocks {

    private final Clock clock;

    PartClocks(Clock clock) {
        this.clock = clock;
    }

    /**
     * A heading's clock.
     *
     * @param frames of the steps that it counts
     */
    record Part(Span time, List<Frame> frames) {

        private boolean holds(StepRow step) {
            return step.within().size() >= frames.size()
                    && step.within().subList(0, frames.size()).equals(frames);
        }
    }

    void show(List<Part> parts, List<StepRow> steps) {
        parts.forEach(part -> show(part, steps.stream().filter(part::holds).toList()));
    }

    private void show(Part part, List<StepRow> steps) {
        Optional<Instant> begun =
                steps.stream().map(StepRow::startedAt).filter(Objects::nonNull).min(Instant::compareTo);
        if (begun.isEmpty()) {
            part.time().setText("");
            return;
        }
        boolean goesOn = steps.stream().anyMatch(it -> it.endedAt() == null);
        Instant until = goesOn
                ? clock.instant()
                : steps.stream()
                        .map(StepRow::endedAt)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElseThrow();
        Duration took = Duration.between(begun.get(), until);
        part.time().setText(" " + Words.duration(took));
        if (goesOn) {
            // The browser counts on from here, by its own watch.
            part.time().getElement().executeJs("window.musterTick?.(this, $0)", (double) took.toMillis());
        }
    }
}
