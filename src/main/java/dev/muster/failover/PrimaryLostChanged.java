package dev.muster.failover;

import dev.muster.common.Changed;

/** A primary is lost, or is there again, or its failover was launched. */
public record PrimaryLostChanged() implements Changed {}
