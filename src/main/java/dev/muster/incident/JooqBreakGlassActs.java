package dev.muster.incident;

import static dev.muster.db.Tables.BREAK_GLASS_ACT;

import dev.muster.security.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(propagation = Propagation.MANDATORY)
class JooqBreakGlassActs implements BreakGlassActs {

    private final DSLContext database;

    JooqBreakGlassActs(DSLContext database) {
        this.database = database;
    }

    @Override
    public void add(IncidentId incident, Actor actor, String text, Instant at) {
        database.insertInto(BREAK_GLASS_ACT)
                .set(BREAK_GLASS_ACT.INCIDENT_ID, incident.value())
                .set(BREAK_GLASS_ACT.AT, at)
                .set(BREAK_GLASS_ACT.ACTOR, actor.login())
                .set(BREAK_GLASS_ACT.ACTOR_NAME, actor.name())
                .set(BREAK_GLASS_ACT.TEXT, text)
                .execute();
    }

    @Override
    public Optional<IncidentId> incident(long act) {
        return database.select(BREAK_GLASS_ACT.INCIDENT_ID)
                .from(BREAK_GLASS_ACT)
                .where(BREAK_GLASS_ACT.ID.eq(act))
                .fetchOptional(it -> new IncidentId(it.value1()));
    }

    @Override
    public boolean review(long act, Actor actor, Instant at) {
        return database.update(BREAK_GLASS_ACT)
                        .set(BREAK_GLASS_ACT.REVIEWED_BY, actor.login())
                        .set(BREAK_GLASS_ACT.REVIEWED_NAME, actor.name())
                        .set(BREAK_GLASS_ACT.REVIEWED_AT, at)
                        .where(BREAK_GLASS_ACT.ID.eq(act), BREAK_GLASS_ACT.REVIEWED_AT.isNull())
                        .execute()
                == 1;
    }

    @Override
    @Transactional(readOnly = true)
    public List<BreakGlassAct> of(IncidentId incident) {
        return database.selectFrom(BREAK_GLASS_ACT)
                .where(BREAK_GLASS_ACT.INCIDENT_ID.eq(incident.value()))
                .orderBy(BREAK_GLASS_ACT.ID)
                .fetch(it -> new BreakGlassAct(
                        it.getId(),
                        it.getAt(),
                        it.getActorName(),
                        it.getText(),
                        it.getReviewedName(),
                        it.getReviewedAt()));
    }
}
