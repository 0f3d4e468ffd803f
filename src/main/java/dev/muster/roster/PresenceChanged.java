package dev.muster.roster;

import dev.muster.common.Changed;

/** Somebody came back or has not been seen for a while. */
public record PresenceChanged() implements Changed {}
