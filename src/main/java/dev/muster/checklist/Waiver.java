package dev.muster.checklist;

import java.time.Instant;

/** A phase that an incident does not need. */
public record Waiver(String phase, String reason, String waivedName, Instant waivedAt) {}
