package dev.muster.incident;

import static dev.muster.db.Tables.TIMELINE_ENTRY;
import static dev.muster.db.Tables.TIMELINE_PIN;

import dev.muster.security.Actor;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(propagation = Propagation.MANDATORY)
class JooqTimelineEntries implements TimelineEntries {

    private final DSLContext database;

    JooqTimelineEntries(DSLContext database) {
        this.database = database;
    }

    @Override
    public long append(NewEntry entry) {
        return database.insertInto(TIMELINE_ENTRY)
                .set(TIMELINE_ENTRY.INCIDENT_ID, entry.incident().value())
                .set(TIMELINE_ENTRY.HAPPENED_AT, entry.happenedAt())
                .set(TIMELINE_ENTRY.WRITTEN_AT, entry.writtenAt())
                .set(TIMELINE_ENTRY.KIND, entry.kind().name())
                .set(TIMELINE_ENTRY.ACTOR, entry.actor().login())
                .set(TIMELINE_ENTRY.ACTOR_NAME, entry.actor().name())
                .set(TIMELINE_ENTRY.TEXT, entry.text())
                .set(TIMELINE_ENTRY.RUN_ID, entry.runId())
                .set(TIMELINE_ENTRY.ITEM_ID, entry.item())
                .set(TIMELINE_ENTRY.PHASE_KEY, entry.phase())
                .set(TIMELINE_ENTRY.CORRECTS, entry.corrects())
                .returningResult(TIMELINE_ENTRY.ID)
                .fetchSingle()
                .value1();
    }

    @Override
    public Optional<Stored> find(long id) {
        return database.select(JooqTimelineQuery.FIELDS)
                .from(TIMELINE_ENTRY)
                .where(TIMELINE_ENTRY.ID.eq(id))
                .fetchOptional(it ->
                        new Stored(new IncidentId(it.get(TIMELINE_ENTRY.INCIDENT_ID)), JooqTimelineQuery.entry(it)));
    }

    @Override
    public boolean pin(long id, Actor actor, Instant at) {
        return database.insertInto(TIMELINE_PIN)
                        .set(TIMELINE_PIN.ENTRY_ID, id)
                        .set(TIMELINE_PIN.PINNED_BY, actor.login())
                        .set(TIMELINE_PIN.PINNED_NAME, actor.name())
                        .set(TIMELINE_PIN.PINNED_AT, at)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    @Override
    public boolean unpin(long id) {
        return database.deleteFrom(TIMELINE_PIN)
                        .where(TIMELINE_PIN.ENTRY_ID.eq(id))
                        .execute()
                == 1;
    }
}
