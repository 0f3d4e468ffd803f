package dev.muster.failover;

import dev.muster.common.Changed;

/** Two servers of one database take writes, or do so no more. */
public record TwoPrimariesChanged() implements Changed {}
