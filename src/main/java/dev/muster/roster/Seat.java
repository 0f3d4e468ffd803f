package dev.muster.roster;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A role of the plan's team with the people who should hold it.
 *
 * @param role its key in the plan
 * @param holder null when the plan names nobody
 * @param deputy null when nobody stands in
 * @param answerWithin how long a handover waits for its receiver before the deputy is asked
 */
public record Seat(
        String role,
        String title,
        @Nullable Member holder,
        @Nullable Member deputy,
        Duration answerWithin) {

    public boolean hasDeputy(String login) {
        return deputy != null && deputy.is(login);
    }

    /** Whether the plan names this account's person for the role, first or as deputy. */
    public boolean names(String login) {
        return hasDeputy(login) || (holder != null && holder.is(login));
    }
}
