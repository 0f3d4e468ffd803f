package dev.muster.ui.message;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import dev.muster.notification.DeliveryState;
import dev.muster.plan.Channel;
import dev.muster.ui.component.Words;

/** How messages are named on screens. Each state has a sign beside its colour. */
final class MessageWords {

    private MessageWords() {}

    static Span state(DeliveryState state) {
        return switch (state) {
            case QUEUED -> Words.badge("◷ waiting", "run");
            case SENDING -> Words.badge("▶ sending", "run");
            case RETRYING -> Words.badge("↻ trying again", "warn");
            case SENT -> Words.badge("✓ sent", "ok");
            case FAILED -> Words.badge("✕ failed", "bad");
            case UNKNOWN -> Words.badge("? unknown", "bad");
            case CANCELLED -> Words.badge("– cancelled", "off");
        };
    }

    static String word(DeliveryState state) {
        return state(state).getText().substring(2);
    }

    static String kind(Channel.Kind kind) {
        return switch (kind) {
            case SLACK -> "Slack";
            case EMAIL -> "Mail";
            case PHONE_TREE -> "Phone tree";
            case STATUS_PAGE -> "Status page";
        };
    }

    static void told(String text) {
        Notification.show(text, 4000, Notification.Position.BOTTOM_START);
    }
}
