package dev.muster.ui.recovery;

import com.vaadin.flow.component.html.Span;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import dev.muster.recovery.step.Finding;
import java.time.Duration;
import java.util.Locale;

/** How states and times of runs are written: always a glyph and a word, colour only beside them. */
final class Words {

    private Words() {}

    static Span badge(RunState state) {
        return switch (state) {
            case PREPARED, QUEUED -> badge("◌ " + lower(state), "");
            case AWAITING_APPROVAL -> badge("◷ waits for approval", "warn");
            case RUNNING -> badge("▶ running", "run");
            case PAUSED -> badge("‖ stands still", "warn");
            case INTERRUPTED -> badge("! interrupted", "warn");
            case SUCCEEDED -> badge("✓ succeeded", "ok");
            case FAILED -> badge("✕ failed", "bad");
            case CANCELLED -> badge("↺ cancelled", "");
        };
    }

    static Span badge(Finding.Level level) {
        return switch (level) {
            case OK -> badge("✓ ok", "ok");
            case WARN -> badge("! warning", "warn");
            case BLOCK -> badge("✕ blocks", "bad");
        };
    }

    static Span glyph(StepState state) {
        Span glyph = new Span(
                switch (state) {
                    case PENDING -> "○";
                    case RUNNING -> "▶";
                    case WAITING -> "…";
                    case NEEDS_DECISION -> "?";
                    case SUCCEEDED -> "✓";
                    case FAILED -> "✕";
                    case SKIPPED -> "»";
                    case UNDONE -> "↺";
                });
        glyph.addClassNames("glyph", lower(state));
        glyph.getElement().setAttribute("role", "img").setAttribute("aria-label", lower(state));
        glyph.setTitle(lower(state));
        return glyph;
    }

    static String lower(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String duration(Duration duration) {
        if (duration.toMillis() < 10_000) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return duration.toHours() > 0
                ? String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        duration.toHours(),
                        duration.toMinutesPart(),
                        duration.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }

    static Span muted(String text) {
        Span span = new Span(text);
        span.addClassName("muted");
        return span;
    }

    static Span badge(String text, String kind) {
        Span badge = new Span(text);
        badge.addClassName("badge");
        if (!kind.isEmpty()) {
            badge.addClassName(kind);
        }
        return badge;
    }
}
