package dev.muster.plan;

import java.util.Optional;

/**
 * One of the ways out of an incident, between which the commander decides.
 *
 * @param procedure that does it; the plan need not define it yet, and then it cannot be chosen
 * @param destroys what is gone afterwards
 * @param wayBack how it is taken back
 */
public record RecoveryOption(
        String key, String title, Kind kind, Optional<String> procedure, String destroys, String wayBack) {

    /** What it works with, so that its loss and its time can be foreseen. */
    public enum Kind {
        PROMOTE_STANDBY,
        NEWEST_PROVED_BACKUP,
        OLDER_BACKUP,
        WAIT
    }
}
