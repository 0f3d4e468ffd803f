package dev.muster.audit;

import org.jspecify.annotations.Nullable;

/**
 * One act, as the log keeps it. Holds no secret: callers state names and states, never credentials.
 *
 * @param action what was done, a verb and a noun in kebab case such as {@code tick-item}
 * @param before state before the act, short text or JSON; null when there was none
 * @param after state after the act; null when nothing remains
 * @param result {@code done}, or {@code refused: …} or {@code failed: …} with the reason
 */
public record AuditFact(
        String action,
        String subjectType,
        String subjectId,
        @Nullable String before,
        @Nullable String after,
        String result) {

    public static AuditFact done(
            String action, String subjectType, Object subjectId, @Nullable String before, @Nullable String after) {
        return new AuditFact(action, subjectType, String.valueOf(subjectId), before, after, "done");
    }

    public static AuditFact refused(String action, String subjectType, Object subjectId, String reason) {
        return new AuditFact(action, subjectType, String.valueOf(subjectId), null, null, "refused: " + reason);
    }
}
