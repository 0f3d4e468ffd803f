package dev.muster.checklist;

import static dev.muster.db.Tables.PHASE_WAIVER;

import dev.muster.incident.IncidentId;
import dev.muster.security.Actor;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(propagation = Propagation.MANDATORY)
class JooqWaivers implements Waivers {

    private final DSLContext database;

    JooqWaivers(DSLContext database) {
        this.database = database;
    }

    @Override
    public boolean add(IncidentId incident, String phase, String reason, Actor actor, Instant at) {
        return database.insertInto(PHASE_WAIVER)
                        .set(PHASE_WAIVER.INCIDENT_ID, incident.value())
                        .set(PHASE_WAIVER.PHASE_KEY, phase)
                        .set(PHASE_WAIVER.REASON, reason)
                        .set(PHASE_WAIVER.WAIVED_BY, actor.login())
                        .set(PHASE_WAIVER.WAIVED_NAME, actor.name())
                        .set(PHASE_WAIVER.WAIVED_AT, at)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    @Override
    public boolean remove(IncidentId incident, String phase) {
        return database.deleteFrom(PHASE_WAIVER)
                        .where(PHASE_WAIVER.INCIDENT_ID.eq(incident.value()), PHASE_WAIVER.PHASE_KEY.eq(phase))
                        .execute()
                == 1;
    }

    @Override
    public Optional<Waiver> find(IncidentId incident, String phase) {
        return database.selectFrom(PHASE_WAIVER)
                .where(PHASE_WAIVER.INCIDENT_ID.eq(incident.value()), PHASE_WAIVER.PHASE_KEY.eq(phase))
                .fetchOptional(JooqWaivers::waiver);
    }

    static Waiver waiver(Record row) {
        return new Waiver(
                row.get(PHASE_WAIVER.PHASE_KEY),
                row.get(PHASE_WAIVER.REASON),
                row.get(PHASE_WAIVER.WAIVED_NAME),
                row.get(PHASE_WAIVER.WAIVED_AT));
    }
}
