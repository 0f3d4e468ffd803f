package dev.muster.incident;

import static dev.muster.db.Tables.INCIDENT;

import dev.muster.common.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JooqIncidents implements Incidents, IncidentQuery {

    private final DSLContext database;

    JooqIncidents(DSLContext database) {
        this.database = database;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public IncidentId add(NewIncident incident) {
        Declaration declared = incident.declaration();
        return new IncidentId(database.insertInto(INCIDENT)
                .set(INCIDENT.TITLE, declared.title())
                .set(INCIDENT.SCENARIO, declared.scenario())
                .set(INCIDENT.SEVERITY, (short) declared.severity())
                .set(INCIDENT.STATE, IncidentState.DECLARED.name())
                .set(INCIDENT.OCCURRED_AT, declared.occurredAt())
                .set(INCIDENT.DETECTED_AT, declared.detectedAt())
                .set(INCIDENT.DECLARED_AT, incident.declaredAt())
                .set(INCIDENT.COMMANDER, incident.commander())
                .set(INCIDENT.COMMANDER_NAME, incident.commanderName())
                .set(INCIDENT.PLAN_VERSION_ID, incident.planVersionId())
                .returningResult(INCIDENT.ID)
                .fetchSingle()
                .value1());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Incident> lock(IncidentId id) {
        // NO KEY: a plain FOR UPDATE would also hold up everybody who only writes a row that refers to the incident.
        return database.selectFrom(INCIDENT)
                .where(INCIDENT.ID.eq(id.value()))
                .forNoKeyUpdate()
                .fetchOptional(JooqIncidentRows::incident);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(Incident incident, IncidentState next, Instant at) {
        Field<Instant> resolvedAt = next == IncidentState.RESOLVED ? DSL.val(at) : INCIDENT.RESOLVED_AT;
        int rows = database.update(INCIDENT)
                .set(INCIDENT.STATE, next.name())
                .set(INCIDENT.RESOLVED_AT, resolvedAt)
                .set(INCIDENT.VERSION, INCIDENT.VERSION.plus(1))
                .where(INCIDENT.ID.eq(incident.id().value()), INCIDENT.VERSION.eq(incident.version()))
                .execute();
        if (rows == 0) {
            throw new Refused(incident.id() + " was changed by somebody else meanwhile. Look at it again.");
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean beginResponse(IncidentId id, Instant at) {
        return database.update(INCIDENT)
                        .set(INCIDENT.STATE, IncidentState.RESPONDING.name())
                        .set(INCIDENT.FIRST_RESPONSE_AT, at)
                        .set(INCIDENT.VERSION, INCIDENT.VERSION.plus(1))
                        .where(
                                INCIDENT.ID.eq(id.value()),
                                INCIDENT.STATE.eq(IncidentState.DECLARED.name()),
                                INCIDENT.FIRST_RESPONSE_AT.isNull())
                        .execute()
                == 1;
    }

    @Override
    public Optional<Incident> find(IncidentId id) {
        return database.selectFrom(INCIDENT)
                .where(INCIDENT.ID.eq(id.value()))
                .fetchOptional(JooqIncidentRows::incident);
    }

    @Override
    public List<Incident> list(Filter filter, int offset, int limit) {
        return database.selectFrom(INCIDENT)
                .where(condition(filter))
                .orderBy(INCIDENT.DECLARED_AT.desc(), INCIDENT.ID.desc())
                .offset(offset)
                .limit(limit)
                .fetch(JooqIncidentRows::incident);
    }

    @Override
    public int count(Filter filter) {
        return database.fetchCount(INCIDENT, condition(filter));
    }

    private static Condition condition(Filter filter) {
        List<String> open = List.of(IncidentState.DECLARED.name(), IncidentState.RESPONDING.name());
        return switch (filter) {
            case OPEN -> INCIDENT.STATE.in(open);
            case ENDED -> INCIDENT.STATE.notIn(open);
            case ALL -> DSL.noCondition();
        };
    }
}
