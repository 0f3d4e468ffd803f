package dev.muster.notification;

import static dev.muster.db.Tables.INCIDENT;
import static dev.muster.db.Tables.MESSAGE;
import static dev.muster.db.Tables.MESSAGE_DELIVERY;

import dev.muster.attention.Attention;
import dev.muster.attention.AttentionSource;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentState;
import dev.muster.incident.JooqIncidentRows;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Copies that did not arrive, and those of which nobody knows, while their incident is neither closed nor cancelled. */
@Component
@Transactional(readOnly = true)
class JooqMessageAttention implements AttentionSource {

    private static final List<String> UNDER_WAY = Arrays.stream(IncidentState.values())
            .filter(IncidentState::writable)
            .map(Enum::name)
            .toList();

    private final DSLContext database;

    JooqMessageAttention(DSLContext database) {
        this.database = database;
    }

    @Override
    public List<Attention> waiting(Instant now) {
        return database.select(INCIDENT.fields())
                .select(MESSAGE_DELIVERY.STATE, MESSAGE_DELIVERY.RECIPIENT, MESSAGE_DELIVERY.CHANGED_AT)
                .from(MESSAGE_DELIVERY)
                .join(MESSAGE)
                .on(MESSAGE.ID.eq(MESSAGE_DELIVERY.MESSAGE_ID))
                .join(INCIDENT)
                .on(INCIDENT.ID.eq(MESSAGE.INCIDENT_ID))
                .where(
                        MESSAGE_DELIVERY.STATE.in(DeliveryState.FAILED.name(), DeliveryState.UNKNOWN.name()),
                        INCIDENT.STATE.in(UNDER_WAY))
                .fetch(JooqMessageAttention::attention);
    }

    private static Attention attention(Record row) {
        Incident incident = JooqIncidentRows.incident(row);
        boolean unknown = row.get(MESSAGE_DELIVERY.STATE).equals(DeliveryState.UNKNOWN.name());
        return new Attention(
                Attention.Kind.MESSAGE,
                (unknown ? "Nobody knows whether a message reached " : "A message did not reach ")
                        + row.get(MESSAGE_DELIVERY.RECIPIENT),
                unknown ? "Look and decide" : "Try again",
                "messages?incident=" + incident.id().value() + "&state=" + (unknown ? "unknown" : "failed"),
                row.get(MESSAGE_DELIVERY.CHANGED_AT),
                Attention.Holds.PEOPLE,
                false,
                Optional.of(Attention.Of.of(incident)));
    }
}
