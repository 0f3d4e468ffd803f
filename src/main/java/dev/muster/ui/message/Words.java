package dev.muster.ui.message;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import dev.muster.common.Refused;
import dev.muster.notification.DeliveryState;
import dev.muster.plan.Channel;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;

/** How messages are named on screens. Each state has a sign beside its colour. */
final class Words {

    private Words() {}

    static Span text(String text, String... classes) {
        Span span = new Span(text);
        span.addClassNames(classes);
        return span;
    }

    static Span state(DeliveryState state) {
        return switch (state) {
            case QUEUED -> badge("◷ waiting", "run");
            case SENDING -> badge("▶ sending", "run");
            case RETRYING -> badge("↻ trying again", "warn");
            case SENT -> badge("✓ sent", "ok");
            case FAILED -> badge("✕ failed", "bad");
            case UNKNOWN -> badge("? unknown", "bad");
            case CANCELLED -> badge("– cancelled", "off");
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

    /** Runs the act; false when it was refused, and the person has been told. */
    static boolean unlessRefused(Runnable act) {
        try {
            act.run();
            return true;
        } catch (Refused | AccessDeniedException e) {
            Notification notification = Notification.show(
                    Optional.ofNullable(e.getMessage()).orElse("This was refused."),
                    8000,
                    Notification.Position.TOP_CENTER);
            notification.addThemeVariants(NotificationVariant.LUMO_ERROR);
            notification.setAssertive(true);
            return false;
        }
    }

    static void told(String text) {
        Notification.show(text, 4000, Notification.Position.BOTTOM_START);
    }

    private static Span badge(String text, String kind) {
        return text(text, "badge", kind);
    }
}
