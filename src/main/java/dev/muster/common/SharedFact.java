package dev.muster.common;

/**
 * A fact about what stands in the database: every console that works on it is told, whichever made it. A record of ids
 * and texts, so that it can be written down on the way.
 */
public interface SharedFact extends Changed {}
