package dev.muster.recovery.engine;

import dev.muster.recovery.RunId;
import java.time.Duration;

/** Somebody should drive this run after the pause. Only a hint: the rows say what is true. */
record RunWanted(RunId run, Duration in) {}
