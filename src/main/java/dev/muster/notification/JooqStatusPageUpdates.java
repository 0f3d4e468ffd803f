package dev.muster.notification;

import static dev.muster.db.Tables.STATUS_PAGE_UPDATE;

import dev.muster.incident.IncidentId;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(propagation = Propagation.MANDATORY)
class JooqStatusPageUpdates implements StatusPageUpdates {

    private final DSLContext database;

    JooqStatusPageUpdates(DSLContext database) {
        this.database = database;
    }

    @Override
    public void add(IncidentId incident, StatusPageUpdate update) {
        database.insertInto(STATUS_PAGE_UPDATE)
                .set(STATUS_PAGE_UPDATE.INCIDENT_ID, incident.value())
                .set(STATUS_PAGE_UPDATE.CHANNEL, update.channel())
                .set(STATUS_PAGE_UPDATE.AT, update.at())
                .set(STATUS_PAGE_UPDATE.UPDATED_BY, update.by())
                .set(STATUS_PAGE_UPDATE.UPDATED_NAME, update.name())
                .set(STATUS_PAGE_UPDATE.TEXT, update.text())
                .execute();
    }

    @Override
    public Optional<StatusPageUpdate> last(IncidentId incident, String channel) {
        return database.selectFrom(STATUS_PAGE_UPDATE)
                .where(STATUS_PAGE_UPDATE.INCIDENT_ID.eq(incident.value()), STATUS_PAGE_UPDATE.CHANNEL.eq(channel))
                .orderBy(STATUS_PAGE_UPDATE.ID.desc())
                .limit(1)
                .fetchOptional(it -> new StatusPageUpdate(
                        it.getChannel(), it.getAt(), it.getUpdatedBy(), it.getUpdatedName(), it.getText()));
    }
}
