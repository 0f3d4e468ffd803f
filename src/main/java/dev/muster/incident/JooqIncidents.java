package dev.muster.incident;

import static dev.muster.db.Tables.INCIDENT;
import static dev.muster.db.Tables.INCIDENT_MOVE;
import static dev.muster.db.Tables.UNKNOWN_FIGURE;

import dev.muster.common.Refused;
import dev.muster.db.tables.records.IncidentRecord;
import dev.muster.security.Actor;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.UpdateSetMoreStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(propagation = Propagation.MANDATORY)
class JooqIncidents implements Incidents {

    private final DSLContext database;

    JooqIncidents(DSLContext database) {
        this.database = database;
    }

    @Override
    public IncidentId add(Declaration declared, Instant declaredAt, Actor commander, long planVersionId) {
        IncidentId id = new IncidentId(database.insertInto(INCIDENT)
                .set(INCIDENT.TITLE, declared.title())
                .set(INCIDENT.SCENARIO, declared.scenario())
                .set(INCIDENT.SEVERITY, (short) declared.severity())
                .set(INCIDENT.STATE, IncidentState.DECLARED.name())
                .set(INCIDENT.EXERCISE, declared.exercise())
                .set(INCIDENT.SERVICES, declared.services().toArray(String[]::new))
                .set(INCIDENT.OCCURRED_AT, declared.occurredAt())
                .set(INCIDENT.DETECTED_AT, declared.detectedAt())
                .set(INCIDENT.DECLARED_AT, declaredAt)
                .set(INCIDENT.COMMANDER, commander.login())
                .set(INCIDENT.COMMANDER_NAME, commander.name())
                .set(INCIDENT.PLAN_VERSION_ID, planVersionId)
                .returningResult(INCIDENT.ID)
                .fetchSingle()
                .value1());
        addMove(id, declaredAt, null, IncidentState.DECLARED, commander, null);
        return id;
    }

    @Override
    public Optional<Incident> lock(IncidentId id) {
        // NO KEY: a plain FOR UPDATE would also hold up everybody who only writes a row that refers to the incident.
        return database.selectFrom(INCIDENT)
                .where(INCIDENT.ID.eq(id.value()))
                .forNoKeyUpdate()
                .fetchOptional(JooqIncidentRows::incident);
    }

    @Override
    public void move(Incident incident, IncidentState next, Instant at, Actor actor, @Nullable String reason) {
        var update = database.update(INCIDENT).set(INCIDENT.STATE, next.name());
        change(
                incident,
                switch (next) {
                    case RESOLVED -> update.set(INCIDENT.RESOLVED_AT, at);
                    case CLOSED -> update.set(INCIDENT.CLOSED_AT, at);
                    case CANCELLED -> update.set(INCIDENT.CANCEL_REASON, reason);
                    case DECLARED, RESPONDING ->
                        update.setNull(INCIDENT.RESOLVED_AT).setNull(INCIDENT.CLOSED_AT);
                });
        addMove(incident.id(), at, incident.state(), next, actor, reason);
    }

    @Override
    public boolean beginResponse(IncidentId id, Actor actor, Instant at) {
        boolean first = database.update(INCIDENT)
                        .set(INCIDENT.STATE, IncidentState.RESPONDING.name())
                        .set(INCIDENT.FIRST_RESPONSE_AT, at)
                        .set(INCIDENT.VERSION, INCIDENT.VERSION.plus(1))
                        .where(
                                INCIDENT.ID.eq(id.value()),
                                INCIDENT.STATE.eq(IncidentState.DECLARED.name()),
                                INCIDENT.FIRST_RESPONSE_AT.isNull())
                        .execute()
                == 1;
        if (first) {
            addMove(id, at, IncidentState.DECLARED, IncidentState.RESPONDING, actor, null);
        }
        return first;
    }

    @Override
    public void occurred(Incident incident, Instant occurredAt) {
        change(incident, database.update(INCIDENT).set(INCIDENT.OCCURRED_AT, occurredAt));
    }

    private static void change(Incident incident, UpdateSetMoreStep<IncidentRecord> update) {
        int rows = update.set(INCIDENT.VERSION, INCIDENT.VERSION.plus(1))
                .where(INCIDENT.ID.eq(incident.id().value()), INCIDENT.VERSION.eq(incident.version()))
                .execute();
        if (rows == 0) {
            throw new Refused(incident.id() + " was changed by somebody else meanwhile. Look at it again.");
        }
    }

    @Override
    public boolean addUnknown(IncidentId id, Figure figure, String reason, Actor actor, Instant at) {
        return database.insertInto(UNKNOWN_FIGURE)
                        .set(UNKNOWN_FIGURE.INCIDENT_ID, id.value())
                        .set(UNKNOWN_FIGURE.FIGURE, figure.name())
                        .set(UNKNOWN_FIGURE.REASON, reason)
                        .set(UNKNOWN_FIGURE.DECLARED_BY, actor.login())
                        .set(UNKNOWN_FIGURE.DECLARED_NAME, actor.name())
                        .set(UNKNOWN_FIGURE.DECLARED_AT, at)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    private void addMove(
            IncidentId id,
            Instant at,
            @Nullable IncidentState from,
            IncidentState to,
            Actor actor,
            @Nullable String reason) {
        database.insertInto(INCIDENT_MOVE)
                .set(INCIDENT_MOVE.INCIDENT_ID, id.value())
                .set(INCIDENT_MOVE.AT, at)
                .set(INCIDENT_MOVE.FROM_STATE, from == null ? null : from.name())
                .set(INCIDENT_MOVE.TO_STATE, to.name())
                .set(INCIDENT_MOVE.ACTOR, actor.login())
                .set(INCIDENT_MOVE.ACTOR_NAME, actor.name())
                .set(INCIDENT_MOVE.REASON, reason)
                .execute();
    }
}
