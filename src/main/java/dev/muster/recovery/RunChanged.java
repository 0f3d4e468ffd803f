package dev.muster.recovery;

import dev.muster.common.Changed;

/** A run or one of its steps moved. */
public record RunChanged(RunId run) implements Changed {}
