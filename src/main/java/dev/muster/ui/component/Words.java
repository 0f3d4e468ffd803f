package dev.muster.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.muster.incident.IncidentState;
import dev.muster.recovery.RunState;
import java.time.Duration;
import java.util.Locale;

/** How incidents and runs are named on screens. Each state has a sign beside its colour. */
public final class Words {

    private Words() {}

    /** Such as "45 s", "38 min", "1 h 12 min", "3 d 4 h". */
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + rest(seconds % 60, " s");
        }
        if (seconds < 86_400) {
            return seconds / 3600 + " h" + rest(seconds % 3600 / 60, " min");
        }
        return seconds / 86_400 + " d" + rest(seconds % 86_400 / 3600, " h");
    }

    private static String rest(long value, String unit) {
        return value == 0 ? "" : " " + value + unit;
    }

    /** Such as "01:12:48", with a minus when the time has run out. */
    public static String clock(Duration duration) {
        long seconds = Math.abs(duration.toSeconds());
        String sign = duration.isNegative() ? "−" : "";
        return String.format(Locale.ROOT, "%s%02d:%02d:%02d", sign, seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    public static Span text(String text, String... classes) {
        Span span = new Span(text);
        span.addClassNames(classes);
        return span;
    }

    public static Span badge(String text, String... classes) {
        Span badge = text(text, classes);
        badge.addClassName("badge");
        return badge;
    }

    public static Span severity(int severity) {
        return badge("SEV " + severity, "sev", "sev-" + severity);
    }

    /** For an incident that is only rehearsed. */
    public static Span exercise() {
        return badge("▲ EXERCISE", "warn", "is-exercise");
    }

    public static Span state(IncidentState state) {
        return switch (state) {
            case DECLARED -> badge("! declared", "bad");
            case RESPONDING -> badge("▶ responding", "run");
            case RESOLVED -> badge("✓ resolved", "ok");
            case CLOSED -> badge("■ closed");
            case CANCELLED -> badge("✕ cancelled");
        };
    }

    /**
     * How a state is marked.
     *
     * @param tone a class of the style sheet, or empty
     */
    public record Sign(String sign, String tone) {}

    public static Sign sign(RunState state) {
        return switch (state) {
            case PREPARED, AWAITING_APPROVAL, QUEUED -> new Sign("◷", "run");
            case RUNNING -> new Sign("▶", "run");
            case PAUSED, INTERRUPTED -> new Sign("!", "warn");
            case SUCCEEDED -> new Sign("✓", "ok");
            case FAILED -> new Sign("✕", "bad");
            case CANCELLED -> new Sign("–", "");
        };
    }

    public static String name(RunState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public static Span run(RunState state, String text) {
        Sign sign = sign(state);
        return sign.tone().isEmpty() ? badge(sign.sign() + " " + text) : badge(sign.sign() + " " + text, sign.tone());
    }

    /** Puts another in the place of the one before only when something changed, so that focus and hover stay. */
    public static void replace(Component holder, Component next) {
        boolean same = holder.getElement().getChildCount() == 1
                && holder.getElement()
                        .getChild(0)
                        .getOuterHTML()
                        .equals(next.getElement().getOuterHTML());
        if (!same) {
            holder.getElement().removeAllChildren();
            holder.getElement().appendChild(next.getElement());
        }
    }
}
