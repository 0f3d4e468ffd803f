package dev.muster.command;

import dev.muster.common.Refused;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the next one must know.
 *
 * @param phase title of the phase in which the work is
 * @param tried may be empty, as may {@code ruledOut}
 * @param nextCheckpoint when somebody looks again
 */
public record SituationReport(
        String phase, String state, String tried, String ruledOut, String waitingFor, Instant nextCheckpoint) {

    public static final int LONGEST = 1000;

    /** As it is stored; every rule checked. */
    SituationReport valid(Instant now) {
        if (!nextCheckpoint.isAfter(now)) {
            throw new Refused("Next checkpoint: choose a time that is still to come.");
        }
        return new SituationReport(
                needed("Phase", phase),
                needed("State", state),
                limited("Tried", tried),
                limited("Ruled out", ruledOut),
                needed("Waiting for", waitingFor),
                nextCheckpoint.truncatedTo(ChronoUnit.MICROS));
    }

    private static String needed(String field, String given) {
        String text = limited(field, given);
        if (text.isEmpty()) {
            throw new Refused(field + ": say it in 1 to " + LONGEST + " characters; \"nothing\" is an answer too.");
        }
        return text;
    }

    private static String limited(String field, String given) {
        String text = given.strip();
        int length = text.codePointCount(0, text.length());
        if (length > LONGEST) {
            throw new Refused(field + ": at most " + LONGEST + " characters; this has " + length + ".");
        }
        if (text.indexOf(0) >= 0) {
            throw new Refused(field + ": zero characters are not allowed.");
        }
        return text;
    }
}
