package dev.muster.status;

import dev.muster.common.Changed;

/** A service has another state, or other maintenance, or another plan is in force. */
public record StatusChanged() implements Changed {}
