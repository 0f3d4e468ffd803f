package dev.muster.notification;

import static dev.muster.db.Tables.MESSAGE;
import static dev.muster.db.Tables.MESSAGE_ACKNOWLEDGEMENT;
import static dev.muster.db.Tables.MESSAGE_DELIVERY;

import dev.muster.plan.Channel;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

@Repository
class JooqMessageQuery implements MessageQuery {

    private static final Field<List<Delivery>> DELIVERIES = DSL.multiset(DSL.select(MESSAGE_DELIVERY.fields())
                    .from(MESSAGE_DELIVERY)
                    .where(MESSAGE_DELIVERY.MESSAGE_ID.eq(MESSAGE.ID))
                    .orderBy(MESSAGE_DELIVERY.ID))
            .convertFrom(rows -> rows.map(JooqMessageQuery::delivery));

    private static final Field<List<Acknowledgement>> ACKNOWLEDGEMENTS = DSL.multiset(DSL.select(
                            MESSAGE_ACKNOWLEDGEMENT.READER,
                            MESSAGE_ACKNOWLEDGEMENT.AT,
                            MESSAGE_ACKNOWLEDGEMENT.NOTED_BY_NAME)
                    .from(MESSAGE_ACKNOWLEDGEMENT)
                    .where(MESSAGE_ACKNOWLEDGEMENT.MESSAGE_ID.eq(MESSAGE.ID))
                    .orderBy(MESSAGE_ACKNOWLEDGEMENT.ID))
            .convertFrom(rows -> rows.map(it -> new Acknowledgement(it.value1(), it.value2(), it.value3())));

    private final DSLContext database;

    JooqMessageQuery(DSLContext database) {
        this.database = database;
    }

    @Override
    public List<Message> list(Filter filter, int offset, int limit) {
        return database.select(MESSAGE.fields())
                .select(DELIVERIES)
                .select(ACKNOWLEDGEMENTS)
                .from(MESSAGE)
                .where(condition(filter))
                .orderBy(MESSAGE.ID.desc())
                .offset(offset)
                .limit(limit)
                .fetch(JooqMessageQuery::message);
    }

    @Override
    public int count(Filter filter) {
        return database.fetchCount(MESSAGE, condition(filter));
    }

    private static Condition condition(Filter filter) {
        Condition incident =
                filter.incident().map(it -> MESSAGE.INCIDENT_ID.eq(it.value())).orElseGet(DSL::noCondition);
        Condition state = filter.state()
                .map(it -> DSL.exists(DSL.selectOne()
                        .from(MESSAGE_DELIVERY)
                        .where(MESSAGE_DELIVERY.MESSAGE_ID.eq(MESSAGE.ID), MESSAGE_DELIVERY.STATE.eq(it.name()))))
                .orElseGet(DSL::noCondition);
        return incident.and(state);
    }

    private static Message message(Record row) {
        return new Message(
                new MessageId(row.get(MESSAGE.ID)),
                JooqOutbox.incident(row.get(MESSAGE.INCIDENT_ID)),
                row.get(MESSAGE.TEMPLATE_TITLE),
                row.get(MESSAGE.CHANNEL_KEY),
                row.get(MESSAGE.CHANNEL_TITLE),
                Channel.Kind.valueOf(row.get(MESSAGE.CHANNEL_KIND)),
                row.get(MESSAGE.SUBJECT),
                row.get(MESSAGE.BODY),
                row.get(MESSAGE.EXERCISE),
                row.get(MESSAGE.SENT_BY_NAME),
                row.get(MESSAGE.SENT_AT),
                row.get(DELIVERIES),
                row.get(ACKNOWLEDGEMENTS));
    }

    static Delivery delivery(Record row) {
        return new Delivery(
                new DeliveryId(row.get(MESSAGE_DELIVERY.ID)),
                row.get(MESSAGE_DELIVERY.VERSION),
                row.get(MESSAGE_DELIVERY.RECIPIENT),
                DeliveryState.valueOf(row.get(MESSAGE_DELIVERY.STATE)),
                row.get(MESSAGE_DELIVERY.ATTEMPTS),
                row.get(MESSAGE_DELIVERY.NEXT_AT),
                row.get(MESSAGE_DELIVERY.REASON),
                row.get(MESSAGE_DELIVERY.CHANGED_AT));
    }
}
