package dev.muster.recovery;

import dev.muster.common.Changed;

/** New log lines of a run are stored; listeners read from the last one that they have. */
public record RunLogged(RunId run) implements Changed {}
