package dev.muster.ui.status;

import com.vaadin.flow.component.html.Span;
import dev.muster.status.ServiceState;
import dev.muster.ui.component.Words;

/** A state in a word and a sign. */
final class StateBadge {

    private StateBadge() {}

    static Span of(ServiceState state) {
        return of(state, word(state));
    }

    static Span of(ServiceState state, String text) {
        return switch (state) {
            case UP -> Words.badge("✓ " + text, "ok");
            case DEGRADED -> Words.badge("! " + text, "warn");
            case DOWN -> Words.badge("✕ " + text, "bad");
            case UNKNOWN -> Words.badge("? " + text);
        };
    }

    static String word(ServiceState state) {
        return switch (state) {
            case UP -> "up";
            case DEGRADED -> "degraded";
            case DOWN -> "down";
            case UNKNOWN -> "unknown";
        };
    }
}
