package dev.muster.recovery;

import dev.muster.common.SharedFact;

/** A run or one of its steps moved. */
public record RunChanged(RunId run) implements SharedFact {}
