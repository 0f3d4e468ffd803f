package dev.muster.common;

/** For a while this console was not told what others did: whatever it remembers of the database may be old. */
public record FactsMissed() implements Changed {}
