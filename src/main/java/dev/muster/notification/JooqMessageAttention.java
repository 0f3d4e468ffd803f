package dev.muster.notification;

import static dev.muster.db.Tables.INCIDENT;
import static dev.muster.db.Tables.MESSAGE;
import static dev.muster.db.Tables.MESSAGE_ACKNOWLEDGEMENT;
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
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Copies that did not arrive, those of which nobody knows, and messages that arrived and that nobody has acknowledged for
 * a while; while their incident is neither closed nor cancelled.
 */
@Component
@Transactional(readOnly = true)
class JooqMessageAttention implements AttentionSource {

    private static final List<String> UNDER_WAY = Arrays.stream(IncidentState.values())
            .filter(IncidentState::writable)
            .map(Enum::name)
            .toList();

    private final DSLContext database;
    private final NotificationSettings settings;

    JooqMessageAttention(DSLContext database, NotificationSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    @Override
    public List<Attention> waiting(Instant now) {
        return Stream.concat(stuck().stream(), unread(now).stream()).toList();
    }

    private List<Attention> stuck() {
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

    /** One for each message, however many copies arrived. */
    private List<Attention> unread(Instant now) {
        Field<Instant> arrived = DSL.min(MESSAGE_DELIVERY.CHANGED_AT);
        return database.select(INCIDENT.fields())
                .select(MESSAGE.ID, MESSAGE.TEMPLATE_TITLE, MESSAGE.CHANNEL_TITLE, arrived)
                .from(MESSAGE_DELIVERY)
                .join(MESSAGE)
                .on(MESSAGE.ID.eq(MESSAGE_DELIVERY.MESSAGE_ID))
                .join(INCIDENT)
                .on(INCIDENT.ID.eq(MESSAGE.INCIDENT_ID))
                .where(
                        MESSAGE_DELIVERY.STATE.eq(DeliveryState.SENT.name()),
                        INCIDENT.STATE.in(UNDER_WAY),
                        DSL.notExists(DSL.selectOne()
                                .from(MESSAGE_ACKNOWLEDGEMENT)
                                .where(MESSAGE_ACKNOWLEDGEMENT.MESSAGE_ID.eq(MESSAGE.ID))))
                .groupBy(INCIDENT.ID, MESSAGE.ID)
                .having(arrived.lt(now.minus(settings.unread())))
                .fetch(it -> unread(it, it.get(arrived)));
    }

    private static Attention unread(Record row, Instant arrived) {
        Incident incident = JooqIncidentRows.incident(row);
        return new Attention(
                Attention.Kind.MESSAGE,
                "Nobody has acknowledged \"" + row.get(MESSAGE.TEMPLATE_TITLE) + "\" to "
                        + row.get(MESSAGE.CHANNEL_TITLE),
                "Ask, and note who has read it",
                "messages?incident=" + incident.id().value(),
                arrived,
                Attention.Holds.PEOPLE,
                false,
                Optional.of(Attention.Of.of(incident)));
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
