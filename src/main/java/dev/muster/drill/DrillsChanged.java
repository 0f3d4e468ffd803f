package dev.muster.drill;

import dev.muster.common.SharedFact;

/** A rehearsal began, ended or was missed. */
public record DrillsChanged() implements SharedFact {}
