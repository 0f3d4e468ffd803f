package dev.muster.incident;

import dev.muster.common.Refused;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/** What a person read off a clock on the wall, as a moment; also on the night when the clocks are changed. */
public final class WallClock {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private WallClock() {}

    /**
     * The moment. A time that the clock shows twice is taken as the later one that is not in the future: people write
     * down what has just happened.
     *
     * @throws Refused for a time that the clock never showed, because it was put forward over it
     */
    public static Instant moment(LocalDateTime shown, ZoneId zone, Instant now) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(shown);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition change = zone.getRules().getTransition(shown);
            throw new Refused(TIME.format(shown) + " never was on " + shown.toLocalDate() + " in " + zone
                    + ": the clock went from " + TIME.format(change.getDateTimeBefore()) + " to "
                    + TIME.format(change.getDateTimeAfter()) + ".");
        }
        Instant late = shown.toInstant(offsets.getLast());
        return late.isAfter(now) ? shown.toInstant(offsets.getFirst()) : late;
    }
}
