package dev.muster.recovery;

import dev.muster.common.SharedFact;

/** The state of a run moved: for whom its steps and its words of progress are no news. */
public record RunMoved(RunId run) implements SharedFact {}
