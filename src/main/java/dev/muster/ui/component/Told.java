package dev.muster.ui.component;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import dev.muster.checklist.ItemMoved;
import dev.muster.common.Refused;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;

/** Tells the person at the screen why an act was refused. */
public final class Told {

    private Told() {}

    /** Runs the act; false when it was refused, and the person has been told. */
    public static boolean unlessRefused(Runnable act) {
        try {
            act.run();
            return true;
        } catch (ItemMoved e) {
            show(e.messageIn(zone()));
        } catch (Refused | AccessDeniedException e) {
            show(Optional.ofNullable(e.getMessage()).orElse("This was refused."));
        }
        return false;
    }

    private static void show(String message) {
        Notification notification = Notification.show(message, 8000, Notification.Position.TOP_CENTER);
        notification.addThemeVariants(NotificationVariant.LUMO_ERROR);
        notification.setAssertive(true);
    }

    /** The zone of the person's browser. */
    public static ZoneId zone() {
        try {
            return Optional.ofNullable(UI.getCurrentOrThrow().getPage().getExtendedClientDetails())
                    .flatMap(it -> Optional.ofNullable(it.getTimeZoneId()))
                    .map(ZoneId::of)
                    .orElse(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
