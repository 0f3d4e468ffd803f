package dev.muster.command;

import dev.muster.incident.IncidentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A role that is or was offered to somebody.
 *
 * @param from the time in the role that it would end; the one who holds it stays until the offer is accepted
 * @param toDeputy whether it went to the deputy because somebody else did not answer
 * @param answerBy when silence is long enough
 * @param endedAt null while it is open
 * @param reason why it was declined
 */
public record Handover(
        long id,
        Holding from,
        String toLogin,
        String toName,
        boolean toDeputy,
        SituationReport report,
        Instant offeredAt,
        Instant answerBy,
        State state,
        @Nullable Instant endedAt,
        @Nullable String reason) {

    /** Where an offer stands. */
    public enum State {
        OPEN,
        ACCEPTED,
        DECLINED,
        WITHDRAWN,
        UNANSWERED
    }

    public IncidentId incident() {
        return from.incident();
    }

    public String role() {
        return from.role();
    }

    public boolean open() {
        return state == State.OPEN;
    }
}
