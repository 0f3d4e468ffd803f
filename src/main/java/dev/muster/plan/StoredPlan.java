package dev.muster.plan;

import java.time.Instant;

/** A row of the stored plans, its text not yet parsed. */
record StoredPlan(long id, String hash, String source, Instant loadedAt, String yaml) {}
