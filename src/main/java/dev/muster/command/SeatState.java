package dev.muster.command;

import dev.muster.roster.Attendance;
import dev.muster.roster.Seat;
import dev.muster.security.Role;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A role of an incident as it stands.
 *
 * @param holding who holds it; null while it is free
 * @param account the holder's account; null when it is free or the account is gone
 * @param vacancy why the holder cannot fill it; null when nothing is wrong
 * @param offer the open handover; null when there is none
 */
public record SeatState(
        Seat seat,
        @Nullable Holding holding,
        @Nullable Attendance account,
        @Nullable Vacancy vacancy,
        @Nullable Handover offer) {

    /** So long may a holder be unseen before somebody should ask. */
    public static final Duration QUIET = Duration.ofMinutes(5);

    public boolean free() {
        return holding == null;
    }

    public boolean heldBy(String login) {
        return holding != null && holding.login().equals(login);
    }

    /** The holder's account works, but nobody has heard of it. */
    public boolean quiet(Instant now) {
        if (holding == null || vacancy != null || account == null || account.presentAt(now)) {
            return false;
        }
        return lastSign(holding).plus(QUIET).isBefore(now);
    }

    /** When the holder was last heard of, or got the role. */
    Instant lastSign(Holding held) {
        Instant seen = account == null ? null : account.lastSeen();
        return seen == null || seen.isBefore(held.from()) ? held.from() : seen;
    }

    /** Its holder cannot fill it or has gone quiet. */
    boolean stranded(Instant now) {
        return vacancy != null || quiet(now);
    }

    /** Whether somebody may take it over from a holder who cannot fill it or has gone quiet. */
    public boolean mayBeTakenOverBy(String login, Instant now) {
        return !heldBy(login) && stranded(now) && Seats.mayTakeOver(seat, login);
    }

    /** What an account needs for it. */
    public Role needs() {
        return Seats.needs(seat.role());
    }
}
