package dev.muster.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the log as it stands.
 *
 * @param seq its place in the log, from 1 without gaps
 * @param actorRole the role that the person had at that time
 * @param previousHash hash of the row before, in hex; zeros for the first row
 * @param hash hash over this row and {@code previousHash}, in hex
 */
public record AuditEntry(
        long seq,
        Instant at,
        String actor,
        String actorName,
        String actorRole,
        String origin,
        String action,
        String subjectType,
        String subjectId,
        @Nullable String before,
        @Nullable String after,
        String result,
        String previousHash,
        String hash) {}
