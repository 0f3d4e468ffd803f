package dev.muster.backup;

import dev.muster.common.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * Since when a stranger may have been in the systems: a parameter of procedures. Copies that are newer may hold what the
 * stranger left.
 *
 * @param at empty as long as nobody knows
 */
public record SuspectedSince(Optional<Instant> at) {

    public static final String PARAMETER = "suspected-since";

    private static final String UNKNOWN = "unknown";

    /**
     * @throws Refused when it is neither a moment of the past nor unknown
     */
    public static SuspectedSince of(Map<String, String> parameters, Instant now) {
        String text = parameters.getOrDefault(PARAMETER, UNKNOWN).strip();
        if (text.isEmpty() || text.equals(UNKNOWN)) {
            return new SuspectedSince(Optional.empty());
        }
        Instant at = parse(text);
        if (at.isAfter(now)) {
            throw new Refused("The suspected time " + at + " lies in the future");
        }
        return new SuspectedSince(Optional.of(at));
    }

    private static Instant parse(String text) {
        try {
            return text.matches(".*(Z|[+-]\\d{2}:?\\d{2})")
                    ? OffsetDateTime.parse(text.replace(' ', 'T')).toInstant()
                    : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new Refused(
                    "\"" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "\" is no time; allowed: "
                            + UNKNOWN + ", a time in UTC such as 2026-03-01 14:30, or one with its offset such as"
                            + " 2026-03-01T14:30+01:00",
                    e);
        }
    }
}
