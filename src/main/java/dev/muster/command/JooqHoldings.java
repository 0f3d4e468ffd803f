package dev.muster.command;

import static dev.muster.db.Tables.INCIDENT;
import static dev.muster.db.Tables.ROLE_HOLDING;

import dev.muster.incident.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JooqHoldings implements Holdings {

    private final DSLContext database;

    JooqHoldings(DSLContext database) {
        this.database = database;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(IncidentId incident) {
        database.select(INCIDENT.ID)
                .from(INCIDENT)
                .where(INCIDENT.ID.eq(incident.value()))
                .forNoKeyUpdate()
                .fetch();
    }

    @Override
    public Optional<Holding> current(IncidentId incident, String role) {
        return database.selectFrom(ROLE_HOLDING)
                .where(
                        ROLE_HOLDING.INCIDENT_ID.eq(incident.value()),
                        ROLE_HOLDING.ROLE_KEY.eq(role),
                        ROLE_HOLDING.UNTIL_AT.isNull())
                .fetchOptional(JooqHoldings::holding);
    }

    @Override
    public List<Holding> currentOf(String login) {
        return database.selectFrom(ROLE_HOLDING)
                .where(ROLE_HOLDING.LOGIN.eq(login), ROLE_HOLDING.UNTIL_AT.isNull())
                .orderBy(ROLE_HOLDING.ID)
                .fetch(JooqHoldings::holding);
    }

    @Override
    public List<Holding> history(IncidentId incident) {
        return database.selectFrom(ROLE_HOLDING)
                .where(ROLE_HOLDING.INCIDENT_ID.eq(incident.value()))
                .orderBy(ROLE_HOLDING.FROM_AT, ROLE_HOLDING.ID)
                .fetch(JooqHoldings::holding);
    }

    @Override
    public Optional<Holding> commanderAt(IncidentId incident, Instant at) {
        return database.selectFrom(ROLE_HOLDING)
                .where(
                        ROLE_HOLDING.INCIDENT_ID.eq(incident.value()),
                        ROLE_HOLDING.ROLE_KEY.eq(Team.COMMANDER),
                        ROLE_HOLDING.FROM_AT.le(at),
                        ROLE_HOLDING.UNTIL_AT.isNull().or(ROLE_HOLDING.UNTIL_AT.gt(at)))
                .fetchOptional(JooqHoldings::holding);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(Holding holding, Instant at) {
        int rows = database.update(ROLE_HOLDING)
                .set(ROLE_HOLDING.UNTIL_AT, at)
                .where(ROLE_HOLDING.ID.eq(holding.id()), ROLE_HOLDING.UNTIL_AT.isNull())
                .execute();
        if (rows != 1) {
            throw new IllegalStateException("holding " + holding.id() + " had ended; its incident was not locked");
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(IncidentId incident, String role, String login, String name, Instant from, Holding.How how) {
        database.insertInto(ROLE_HOLDING)
                .set(ROLE_HOLDING.INCIDENT_ID, incident.value())
                .set(ROLE_HOLDING.ROLE_KEY, role)
                .set(ROLE_HOLDING.LOGIN, login)
                .set(ROLE_HOLDING.NAME, name)
                .set(ROLE_HOLDING.FROM_AT, from)
                .set(ROLE_HOLDING.HOW, how.name())
                .execute();
    }

    static Holding holding(Record row) {
        return new Holding(
                row.get(ROLE_HOLDING.ID),
                new IncidentId(row.get(ROLE_HOLDING.INCIDENT_ID)),
                row.get(ROLE_HOLDING.ROLE_KEY),
                row.get(ROLE_HOLDING.LOGIN),
                row.get(ROLE_HOLDING.NAME),
                row.get(ROLE_HOLDING.FROM_AT),
                row.get(ROLE_HOLDING.UNTIL_AT),
                Holding.How.valueOf(row.get(ROLE_HOLDING.HOW)));
    }
}
