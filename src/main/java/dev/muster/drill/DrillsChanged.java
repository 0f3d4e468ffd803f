package dev.muster.drill;

import dev.muster.common.Changed;

/** A rehearsal began, ended or was missed. */
public record DrillsChanged() implements Changed {}
