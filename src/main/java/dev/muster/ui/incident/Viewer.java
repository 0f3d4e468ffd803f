package dev.muster.ui.incident;

import dev.muster.security.Actor;
import dev.muster.security.Role;

/** What the person at the screen may do in the room; the services ask again. */
record Viewer(String login, boolean responds, boolean commands) {

    /** Somebody who may do the same: they all see the same. */
    Viewer kind() {
        return new Viewer("", responds, commands);
    }

    static Viewer of(Actor actor) {
        return new Viewer(
                actor.login(),
                actor.role().includes(Role.RESPONDER),
                actor.role().includes(Role.COMMANDER));
    }
}
