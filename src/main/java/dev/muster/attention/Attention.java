package dev.muster.attention;

import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that waits for somebody.
 *
 * @param kind what sort of thing
 * @param text what waits, for whom; short and plain
 * @param act the verb of the link, such as "Decide"
 * @param link where to act, an address of this console without its leading slash
 * @param since when the waiting began
 * @param holds what the delay costs
 * @param critical whether it is about the critical tier
 * @param incident which it belongs to; empty when none
 */
public record Attention(
        Kind kind,
        String text,
        String act,
        String link,
        Instant since,
        Holds holds,
        boolean critical,
        Optional<Of> incident) {

    /** What sort of thing waits. */
    public enum Kind {
        APPROVAL,
        DECISION,
        FAILED_RUN,
        OVERDUE_ITEM,
        BLOCKED_ITEM,
        MESSAGE,
        GONE_QUIET
    }

    /** What stands still meanwhile, the most costly first. */
    public enum Holds {
        /** The recovery itself: every minute is a minute of outage. */
        RECOVERY,
        /** People wait, or do not know. */
        PEOPLE,
        /** A planned time has passed. */
        PLAN
    }

    /** The incident, as far as the order needs it. */
    public record Of(IncidentId id, int severity, boolean exercise) {

        public static Of of(Incident incident) {
            return new Of(incident.id(), incident.severity(), incident.exercise());
        }
    }

    /** The most costly delay first; the package says why. */
    static final Comparator<Attention> MOST_COSTLY_FIRST = Comparator.comparing(
                    (Attention it) -> it.incident().map(Of::exercise).orElse(false))
            .thenComparing(Attention::holds)
            .thenComparing(it -> !it.critical())
            .thenComparing(it -> it.incident().map(Of::severity).orElse(Integer.MAX_VALUE))
            .thenComparing(Attention::since)
            .thenComparing(Attention::link)
            .thenComparing(Attention::text);
}
