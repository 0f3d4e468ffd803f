package dev.muster.notification;

import static dev.muster.db.Tables.MESSAGE;
import static dev.muster.db.Tables.MESSAGE_ACKNOWLEDGEMENT;

import dev.muster.incident.IncidentId;
import dev.muster.security.Actor;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(propagation = Propagation.MANDATORY)
class JooqAcknowledgements implements Acknowledgements {

    private final DSLContext database;

    JooqAcknowledgements(DSLContext database) {
        this.database = database;
    }

    @Override
    public Optional<About> about(MessageId message) {
        return database.selectFrom(MESSAGE)
                .where(MESSAGE.ID.eq(message.value()), MESSAGE.INCIDENT_ID.isNotNull())
                .fetchOptional(it -> new About(
                        new IncidentId(it.getIncidentId()),
                        it.getTemplateTitle(),
                        it.getChannelTitle(),
                        it.getSentBy()));
    }

    @Override
    public boolean add(MessageId message, Acknowledgement acknowledgement, Actor actor) {
        return database.insertInto(MESSAGE_ACKNOWLEDGEMENT)
                        .set(MESSAGE_ACKNOWLEDGEMENT.MESSAGE_ID, message.value())
                        .set(MESSAGE_ACKNOWLEDGEMENT.READER, acknowledgement.reader())
                        .set(MESSAGE_ACKNOWLEDGEMENT.AT, acknowledgement.at())
                        .set(MESSAGE_ACKNOWLEDGEMENT.NOTED_BY, actor.login())
                        .set(MESSAGE_ACKNOWLEDGEMENT.NOTED_BY_NAME, acknowledgement.notedBy())
                        .onConflict(MESSAGE_ACKNOWLEDGEMENT.MESSAGE_ID, MESSAGE_ACKNOWLEDGEMENT.READER)
                        .doNothing()
                        .execute()
                == 1;
    }
}
