package dev.muster.common;

/**
 * A fact that screens may have to show, published inside the transaction that made it. Whoever listens does so after
 * the commit and reads the new state again: the event carries ids, never state.
 */
public interface Changed {}
