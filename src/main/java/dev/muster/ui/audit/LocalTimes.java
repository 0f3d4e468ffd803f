package dev.muster.ui.audit;

import com.vaadin.flow.component.UI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moments as the reader's own clock shows them. */
record LocalTimes(ZoneId zone) {

    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH);

    /** In the zone of the browser; UTC when it does not say. */
    static LocalTimes ofBrowser() {
        try {
            return new LocalTimes(
                    Optional.ofNullable(UI.getCurrentOrThrow().getPage().getExtendedClientDetails())
                            .flatMap(it -> Optional.ofNullable(it.getTimeZoneId()))
                            .map(ZoneId::of)
                            .orElse(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return new LocalTimes(ZoneOffset.UTC);
        }
    }

    String text(Instant at) {
        return SHORT.format(at.atZone(zone));
    }

    static String utc(Instant at) {
        return at + " (UTC)";
    }

    @Nullable
    LocalDateTime local(@Nullable Instant at) {
        return at == null ? null : LocalDateTime.ofInstant(at, zone);
    }

    @Nullable
    Instant instant(@Nullable LocalDateTime local) {
        return local == null ? null : local.atZone(zone).toInstant();
    }
}
