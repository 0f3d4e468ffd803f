package dev.muster.ui.incident;

import dev.muster.security.Actor;
import dev.muster.security.Role;

/** What the person at the screen may do in the room; the services ask again. */
record Viewer(String login, boolean responds, boolean commands) {

    static Viewer of(Actor actor) {
        return new Viewer(
                actor.login(),
                actor.role().includes(Role.RESPONDER),
                actor.role().includes(Role.COMMANDER));
    }
}
