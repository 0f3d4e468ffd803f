package dev.muster.status;

import static dev.muster.db.Tables.MAINTENANCE;

import dev.muster.db.tables.records.MaintenanceRecord;
import dev.muster.security.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JooqMaintenances implements Maintenances {

    private final DSLContext database;

    JooqMaintenances(DSLContext database) {
        this.database = database;
    }

    @Override
    public List<Maintenance> after(Instant moment) {
        return database.selectFrom(MAINTENANCE)
                .where(MAINTENANCE.ENDS_AT.gt(moment))
                .orderBy(MAINTENANCE.STARTS_AT, MAINTENANCE.ID)
                .fetch(JooqMaintenances::maintenance);
    }

    @Override
    public Optional<Maintenance> find(long id) {
        return database.selectFrom(MAINTENANCE)
                .where(MAINTENANCE.ID.eq(id))
                .fetchOptional(JooqMaintenances::maintenance);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public long add(String service, Instant startsAt, Instant endsAt, String reason, Actor actor, Instant now) {
        return database.insertInto(MAINTENANCE)
                .set(MAINTENANCE.SERVICE, service)
                .set(MAINTENANCE.STARTS_AT, startsAt)
                .set(MAINTENANCE.ENDS_AT, endsAt)
                .set(MAINTENANCE.REASON, reason)
                .set(MAINTENANCE.SET_BY, actor.login())
                .set(MAINTENANCE.SET_BY_NAME, actor.name())
                .set(MAINTENANCE.SET_AT, now)
                .returningResult(MAINTENANCE.ID)
                .fetchSingle(MAINTENANCE.ID);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean end(Maintenance maintenance, Instant at) {
        return database.update(MAINTENANCE)
                        .set(MAINTENANCE.ENDS_AT, at)
                        .set(MAINTENANCE.VERSION, maintenance.version() + 1)
                        .where(MAINTENANCE.ID.eq(maintenance.id()), MAINTENANCE.VERSION.eq(maintenance.version()))
                        .execute()
                == 1;
    }

    private static Maintenance maintenance(MaintenanceRecord row) {
        return new Maintenance(
                row.getId(),
                row.getService(),
                row.getStartsAt(),
                row.getEndsAt(),
                row.getReason(),
                row.getSetByName(),
                row.getVersion());
    }
}
