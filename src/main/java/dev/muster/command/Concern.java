package dev.muster.command;

import dev.muster.incident.IncidentId;
import java.time.Instant;

/**
 * Something about the team that needs somebody's attention.
 *
 * @param role key of the role
 * @param text for people, such as "Incident Commander is vacant: account disabled"
 * @param since when it came to be so, or the last sign of somebody who is gone
 */
public record Concern(Kind kind, IncidentId incident, String role, String text, Instant since) {

    /** The most costly first. */
    public enum Kind {
        COMMANDER_VACANT,
        COMMANDER_QUIET,
        HANDOVER_WAITS,
        ROLE_VACANT,
        ROLE_QUIET
    }
}
