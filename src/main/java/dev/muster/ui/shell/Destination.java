package dev.muster.ui.shell;

import dev.muster.security.Role;
import java.util.List;

/**
 * A place in the navigation.
 *
 * @param path without a leading slash
 * @param role the least role that may go there
 * @param opensGroup whether a line is drawn before it
 * @param onPhone whether it stands in the bar at the bottom of a phone
 */
record Destination(String path, String label, Role role, boolean opensGroup, boolean onPhone) {

    static final List<Destination> ALL = List.of(
            new Destination("", "Now", Role.VIEWER, false, true),
            new Destination("incidents", "Incidents", Role.VIEWER, false, true),
            new Destination("recover", "Recover", Role.VIEWER, false, true),
            new Destination("runs", "Runs", Role.VIEWER, false, true),
            new Destination("messages", "Messages", Role.VIEWER, false, false),
            new Destination("services", "Services", Role.VIEWER, true, false),
            new Destination("backups", "Backups", Role.VIEWER, false, true),
            new Destination("drills", "Drills", Role.VIEWER, false, false),
            new Destination("team", "Team", Role.VIEWER, false, false),
            new Destination("plan", "Plan", Role.VIEWER, true, false),
            new Destination("audit", "Audit", Role.VIEWER, false, false),
            new Destination("admin", "Accounts", Role.ADMIN, false, false));

    /** Whether this is the place of a page with that path. */
    boolean holds(String location) {
        return path.isEmpty() ? location.isEmpty() : location.equals(path) || location.startsWith(path + "/");
    }
}
