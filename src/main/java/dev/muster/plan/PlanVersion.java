package dev.muster.plan;

import java.time.Instant;

/**
 * A plan as it was in force.
 *
 * @param hash SHA-256 of the file's bytes, hex
 * @param source where it was read from
 */
public record PlanVersion(long id, String hash, String source, Instant loadedAt, Plan plan) {

    public String shortHash() {
        return hash.substring(0, 12);
    }
}
