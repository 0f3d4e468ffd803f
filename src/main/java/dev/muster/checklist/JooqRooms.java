package dev.muster.checklist;

import static dev.muster.db.Tables.CHECKLIST_ITEM;
import static dev.muster.db.Tables.INCIDENT;
import static dev.muster.db.Tables.TIMELINE_ENTRY;

import dev.muster.incident.IncidentId;
import dev.muster.incident.JooqIncidentRows;
import dev.muster.incident.TimelineEntry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

@Repository
class JooqRooms implements RoomQuery {

    private final DSLContext database;

    JooqRooms(DSLContext database) {
        this.database = database;
    }

    @Override
    public Optional<Room> room(IncidentId incident) {
        Field<? extends Result<? extends Record>> items = DSL.multiset(DSL.selectFrom(CHECKLIST_ITEM)
                        .where(CHECKLIST_ITEM.INCIDENT_ID.eq(INCIDENT.ID))
                        .orderBy(CHECKLIST_ITEM.PHASE_POSITION, CHECKLIST_ITEM.POSITION))
                .as("items");
        Field<List<TimelineEntry>> timeline = DSL.multiset(DSL.selectFrom(TIMELINE_ENTRY)
                        .where(TIMELINE_ENTRY.INCIDENT_ID.eq(INCIDENT.ID))
                        .orderBy(TIMELINE_ENTRY.HAPPENED_AT.desc(), TIMELINE_ENTRY.ID.desc()))
                .as("timeline")
                .convertFrom(rows -> rows.map(JooqIncidentRows::timelineEntry));
        return database.select(INCIDENT.fields())
                .select(items, timeline)
                .from(INCIDENT)
                .where(INCIDENT.ID.eq(incident.value()))
                .fetchOptional(
                        row -> new Room(JooqIncidentRows.incident(row), phases(row.get(items)), row.get(timeline)));
    }

    private static List<PhaseRow> phases(Result<? extends Record> items) {
        Map<Integer, Result<? extends Record>> byPhase =
                new LinkedHashMap<>(items.intoGroups(CHECKLIST_ITEM.PHASE_POSITION));
        return byPhase.values().stream().map(JooqRooms::phase).toList();
    }

    private static PhaseRow phase(Result<? extends Record> items) {
        Record first = items.getFirst();
        return new PhaseRow(
                first.get(CHECKLIST_ITEM.PHASE_KEY),
                first.get(CHECKLIST_ITEM.PHASE_TITLE),
                first.get(CHECKLIST_ITEM.PHASE_POSITION),
                Duration.ofSeconds(first.get(CHECKLIST_ITEM.WINDOW_FROM_S)),
                Duration.ofSeconds(first.get(CHECKLIST_ITEM.WINDOW_TO_S)),
                items.stream().map(JooqItems::item).toList());
    }
}
