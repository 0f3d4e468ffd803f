package dev.muster.recovery.engine;

import dev.muster.recovery.RunId;

/** A person has cancelled the run: whoever drives it here ends its processes at once. */
record CancelWanted(RunId run) {}
