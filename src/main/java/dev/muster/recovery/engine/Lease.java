package dev.muster.recovery.engine;

import dev.muster.recovery.RunId;

/** The right to act on a target, as long as nobody holds a higher epoch. */
record Lease(String target, long epoch, RunId run) {}
