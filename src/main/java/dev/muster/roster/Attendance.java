package dev.muster.roster;

import dev.muster.security.Role;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account and when it was last seen.
 *
 * @param lastSeen null when never
 */
public record Attendance(
        String login,
        String name,
        Role role,
        boolean enabled,
        @Nullable Instant lastSeen) {

    /** An open page is heard of each minute; a second one may be lost on the way. */
    public static final Duration PRESENT = Duration.ofMinutes(2);

    public boolean presentAt(Instant now) {
        return enabled && lastSeen != null && lastSeen.plus(PRESENT).isAfter(now);
    }

    /** Whether the person may sign in and do what needs that role. */
    public boolean may(Role needed) {
        return enabled && role.includes(needed);
    }
}
