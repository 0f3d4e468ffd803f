package dev.muster.incident;

import java.time.Instant;

/** A figure that a person has declared unknown for ever, and why. */
public record UnknownFigure(Figure figure, String reason, String declaredName, Instant declaredAt) {}
