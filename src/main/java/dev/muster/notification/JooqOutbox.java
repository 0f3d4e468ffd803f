package dev.muster.notification;

import static dev.muster.db.Tables.MESSAGE;
import static dev.muster.db.Tables.MESSAGE_DELIVERY;

import dev.muster.common.Refused;
import dev.muster.incident.IncidentId;
import dev.muster.plan.Channel;
import dev.muster.security.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Leases are compared with the database's time, so that the clocks of two consoles need not agree. */
@Repository
class JooqOutbox implements Outbox {

    private static final Field<Instant> DATABASE_TIME = DSL.field("clock_timestamp()", Instant.class);

    private final DSLContext database;

    JooqOutbox(DSLContext database) {
        this.database = database;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<MessageId> add(NewMessage message, Actor actor) {
        IncidentId incident = message.incident();
        Long id = database.insertInto(MESSAGE)
                .set(MESSAGE.ACT, message.act())
                .set(MESSAGE.INCIDENT_ID, incident == null ? null : incident.value())
                .set(MESSAGE.CHANNEL_KEY, message.channel().key())
                .set(MESSAGE.CHANNEL_TITLE, message.channel().title())
                .set(MESSAGE.CHANNEL_KIND, message.channel().kind().name())
                .set(MESSAGE.TEMPLATE_KEY, message.templateKey())
                .set(MESSAGE.TEMPLATE_TITLE, message.templateTitle())
                .set(MESSAGE.SUBJECT, message.subject())
                .set(MESSAGE.BODY, message.body())
                .set(MESSAGE.EXERCISE, message.exercise())
                .set(MESSAGE.SENT_BY, actor.login())
                .set(MESSAGE.SENT_BY_NAME, actor.name())
                .set(MESSAGE.SENT_AT, message.at())
                .onConflict(MESSAGE.ACT, MESSAGE.CHANNEL_KEY)
                .doNothing()
                .returningResult(MESSAGE.ID)
                .fetchOne(MESSAGE.ID);
        if (id == null) {
            return Optional.empty();
        }
        for (String recipient : message.recipients()) {
            database.insertInto(MESSAGE_DELIVERY)
                    .set(MESSAGE_DELIVERY.MESSAGE_ID, id)
                    .set(MESSAGE_DELIVERY.RECIPIENT, recipient)
                    .set(MESSAGE_DELIVERY.DELIVERY_KEY, UUID.randomUUID())
                    .set(MESSAGE_DELIVERY.STATE, DeliveryState.QUEUED.name())
                    .set(MESSAGE_DELIVERY.NEXT_AT, message.at())
                    .set(MESSAGE_DELIVERY.CHANGED_AT, message.at())
                    .execute();
        }
        return Optional.of(new MessageId(id));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Held> lock(DeliveryId delivery) {
        return database.select(MESSAGE_DELIVERY.fields())
                .select(MESSAGE.INCIDENT_ID, MESSAGE.CHANNEL_TITLE)
                .from(MESSAGE_DELIVERY)
                .join(MESSAGE)
                .on(MESSAGE.ID.eq(MESSAGE_DELIVERY.MESSAGE_ID))
                .where(MESSAGE_DELIVERY.ID.eq(delivery.value()))
                .forNoKeyUpdate()
                .of(MESSAGE_DELIVERY)
                .fetchOptional(it -> new Held(
                        JooqMessageQuery.delivery(it),
                        incident(it.get(MESSAGE.INCIDENT_ID)),
                        it.get(MESSAGE.CHANNEL_TITLE)));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(Held held, int version, DeliveryState next, boolean sentAgain, String reason, Instant at) {
        int rows = database.update(MESSAGE_DELIVERY)
                .set(MESSAGE_DELIVERY.STATE, next.name())
                .set(MESSAGE_DELIVERY.ATTEMPTS, 0)
                .set(MESSAGE_DELIVERY.NEXT_AT, at)
                .setNull(MESSAGE_DELIVERY.WORKER)
                .setNull(MESSAGE_DELIVERY.LEASE_UNTIL)
                .set(
                        MESSAGE_DELIVERY.SENT_AGAIN,
                        DSL.field(DSL.val(sentAgain).isTrue().or(MESSAGE_DELIVERY.SENT_AGAIN.isTrue())))
                .set(MESSAGE_DELIVERY.REASON, reason)
                .set(MESSAGE_DELIVERY.CHANGED_AT, at)
                .set(MESSAGE_DELIVERY.VERSION, MESSAGE_DELIVERY.VERSION.plus(1))
                .where(MESSAGE_DELIVERY.ID.eq(held.delivery().id().value()), MESSAGE_DELIVERY.VERSION.eq(version))
                .execute();
        if (rows == 0) {
            throw new Refused(
                    "The copy for " + held.delivery().recipient() + " has moved on meanwhile. Look at it again.");
        }
    }

    @Override
    @Transactional
    public Optional<Letter> claim(UUID worker, Duration lease, Instant now) {
        Long id = database.select(MESSAGE_DELIVERY.ID)
                .from(MESSAGE_DELIVERY)
                .where(
                        MESSAGE_DELIVERY.STATE.in(
                                DSL.inline(DeliveryState.QUEUED.name()), DSL.inline(DeliveryState.RETRYING.name())),
                        MESSAGE_DELIVERY.NEXT_AT.le(now))
                .orderBy(MESSAGE_DELIVERY.NEXT_AT, MESSAGE_DELIVERY.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOne(MESSAGE_DELIVERY.ID);
        if (id == null) {
            return Optional.empty();
        }
        database.update(MESSAGE_DELIVERY)
                .set(MESSAGE_DELIVERY.STATE, DeliveryState.SENDING.name())
                .set(MESSAGE_DELIVERY.ATTEMPTS, MESSAGE_DELIVERY.ATTEMPTS.plus(1))
                .set(MESSAGE_DELIVERY.WORKER, worker)
                .set(
                        MESSAGE_DELIVERY.LEASE_UNTIL,
                        DSL.field(
                                "clock_timestamp() + {0} * interval '1 millisecond'",
                                Instant.class, DSL.inline(lease.toMillis())))
                .setNull(MESSAGE_DELIVERY.HANDED_OVER_AT)
                .set(MESSAGE_DELIVERY.CHANGED_AT, now)
                .set(MESSAGE_DELIVERY.VERSION, MESSAGE_DELIVERY.VERSION.plus(1))
                .where(MESSAGE_DELIVERY.ID.eq(id))
                .execute();
        return database.select(MESSAGE_DELIVERY.fields())
                .select(MESSAGE.fields())
                .from(MESSAGE_DELIVERY)
                .join(MESSAGE)
                .on(MESSAGE.ID.eq(MESSAGE_DELIVERY.MESSAGE_ID))
                .where(MESSAGE_DELIVERY.ID.eq(id))
                .fetchOptional(JooqOutbox::letter);
    }

    @Override
    @Transactional
    public boolean handOver(Letter letter) {
        return database.update(MESSAGE_DELIVERY)
                        .set(MESSAGE_DELIVERY.HANDED_OVER_AT, DATABASE_TIME)
                        .where(
                                held(letter),
                                MESSAGE_DELIVERY.STATE.eq(DeliveryState.SENDING.name()),
                                MESSAGE_DELIVERY.HANDED_OVER_AT.isNull())
                        .execute()
                == 1;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean settle(Letter letter, DeliveryState next, Instant nextAt, String reason, Instant at) {
        // A copy given up as unknown keeps its worker: an answer that comes late is still the truth.
        return database.update(MESSAGE_DELIVERY)
                        .set(MESSAGE_DELIVERY.STATE, next.name())
                        .set(MESSAGE_DELIVERY.NEXT_AT, nextAt)
                        .set(MESSAGE_DELIVERY.REASON, reason)
                        .set(MESSAGE_DELIVERY.CHANGED_AT, at)
                        .set(MESSAGE_DELIVERY.VERSION, MESSAGE_DELIVERY.VERSION.plus(1))
                        .where(
                                held(letter),
                                MESSAGE_DELIVERY.STATE.in(DeliveryState.SENDING.name(), DeliveryState.UNKNOWN.name()))
                        .execute()
                == 1;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Stranded> strand(Instant at) {
        var silent = database.select(
                        MESSAGE_DELIVERY.ID,
                        MESSAGE_DELIVERY.RECIPIENT,
                        MESSAGE_DELIVERY.HANDED_OVER_AT,
                        MESSAGE.INCIDENT_ID)
                .from(MESSAGE_DELIVERY)
                .join(MESSAGE)
                .on(MESSAGE.ID.eq(MESSAGE_DELIVERY.MESSAGE_ID))
                .where(
                        MESSAGE_DELIVERY.STATE.eq(DSL.inline(DeliveryState.SENDING.name())),
                        MESSAGE_DELIVERY.LEASE_UNTIL.lt(DATABASE_TIME))
                .forUpdate()
                .of(MESSAGE_DELIVERY)
                .skipLocked()
                .fetch();
        List<Stranded> stranded = new ArrayList<>();
        for (var row : silent) {
            boolean mayHaveArrived = row.get(MESSAGE_DELIVERY.HANDED_OVER_AT) != null;
            DeliveryState next = mayHaveArrived ? DeliveryState.UNKNOWN : DeliveryState.QUEUED;
            var update = database.update(MESSAGE_DELIVERY)
                    .set(MESSAGE_DELIVERY.STATE, next.name())
                    .set(MESSAGE_DELIVERY.NEXT_AT, at)
                    .set(
                            MESSAGE_DELIVERY.REASON,
                            mayHaveArrived
                                    ? "The console stopped while the text was on its way: it may have arrived."
                                    : "The console stopped before the text left.")
                    .set(MESSAGE_DELIVERY.CHANGED_AT, at)
                    .set(MESSAGE_DELIVERY.VERSION, MESSAGE_DELIVERY.VERSION.plus(1));
            (mayHaveArrived ? update : update.setNull(MESSAGE_DELIVERY.WORKER))
                    .where(MESSAGE_DELIVERY.ID.eq(row.get(MESSAGE_DELIVERY.ID)))
                    .execute();
            stranded.add(
                    new Stranded(incident(row.get(MESSAGE.INCIDENT_ID)), row.get(MESSAGE_DELIVERY.RECIPIENT), next));
        }
        return stranded;
    }

    private static Condition held(Letter letter) {
        return MESSAGE_DELIVERY.ID.eq(letter.id().value()).and(MESSAGE_DELIVERY.WORKER.eq(letter.worker()));
    }

    private static Letter letter(Record row) {
        return new Letter(
                new DeliveryId(row.get(MESSAGE_DELIVERY.ID)),
                row.get(MESSAGE_DELIVERY.DELIVERY_KEY),
                row.get(MESSAGE_DELIVERY.WORKER),
                row.get(MESSAGE_DELIVERY.ATTEMPTS),
                incident(row.get(MESSAGE.INCIDENT_ID)),
                row.get(MESSAGE.CHANNEL_KEY),
                Channel.Kind.valueOf(row.get(MESSAGE.CHANNEL_KIND)),
                row.get(MESSAGE_DELIVERY.RECIPIENT),
                row.get(MESSAGE.SUBJECT),
                row.get(MESSAGE.BODY),
                row.get(MESSAGE_DELIVERY.SENT_AGAIN));
    }

    static @Nullable IncidentId incident(@Nullable Long id) {
        return id == null ? null : new IncidentId(id);
    }
}
