package dev.muster.status;

import dev.muster.common.Changed;

/** Some time has passed: evidence and latencies are worth being shown anew. */
public record StatusRefreshed() implements Changed {}
