package dev.muster.incident;

import static dev.muster.db.Tables.TIMELINE_ENTRY;

import dev.muster.security.Actor;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JooqTimelineEntries implements TimelineEntries {

    private final DSLContext database;

    JooqTimelineEntries(DSLContext database) {
        this.database = database;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(
            IncidentId incident,
            Instant happenedAt,
            Instant writtenAt,
            TimelineKind kind,
            Actor actor,
            String text,
            @Nullable Long runId) {
        database.insertInto(TIMELINE_ENTRY)
                .set(TIMELINE_ENTRY.INCIDENT_ID, incident.value())
                .set(TIMELINE_ENTRY.HAPPENED_AT, happenedAt)
                .set(TIMELINE_ENTRY.WRITTEN_AT, writtenAt)
                .set(TIMELINE_ENTRY.KIND, kind.name())
                .set(TIMELINE_ENTRY.ACTOR, actor.login())
                .set(TIMELINE_ENTRY.ACTOR_NAME, actor.name())
                .set(TIMELINE_ENTRY.TEXT, text)
                .set(TIMELINE_ENTRY.RUN_ID, runId)
                .execute();
    }
}
