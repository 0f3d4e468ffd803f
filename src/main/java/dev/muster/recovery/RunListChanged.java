package dev.muster.recovery;

import dev.muster.common.SharedFact;

/** A run came, or it or one of its steps moved on: lists of runs are to be read again. */
public record RunListChanged() implements SharedFact {}
