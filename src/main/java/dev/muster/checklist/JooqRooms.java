package dev.muster.checklist;

import static dev.muster.db.Tables.CHECKLIST_ITEM;
import static dev.muster.db.Tables.ITEM_EVENT;
import static dev.muster.db.Tables.PHASE_WAIVER;

import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentQuery;
import dev.muster.incident.TimelineEntry;
import dev.muster.incident.TimelineQuery;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JooqRooms implements RoomQuery {

    private final DSLContext database;
    private final IncidentQuery incidents;
    private final TimelineQuery timeline;

    JooqRooms(DSLContext database, IncidentQuery incidents, TimelineQuery timeline) {
        this.database = database;
        this.incidents = incidents;
        this.timeline = timeline;
    }

    /** Its parts are of one moment. */
    @Override
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Optional<Room> room(IncidentId incident) {
        return incidents
                .find(incident)
                .map(it -> new Room(
                        it,
                        phases(incident),
                        timeline.page(incident, TimelineQuery.Filter.ALL, null, LINES),
                        timeline.marks(incident),
                        timeline.lastId(incident)));
    }

    /** Outside of a transaction: a question less on the way to everybody's screen. A later change is told by itself. */
    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Room> since(Room before) {
        IncidentId incident = before.incident().id();
        TimelineQuery.News news = timeline.news(incident, before.lastLine(), LINES);
        boolean moved =
                news.version() != before.incident().version() || news.lines().size() == LINES;
        return moved || !news.lines().stream().allMatch(RoomChange::touchesOneItem)
                ? room(incident)
                : RoomChange.applied(before, news, items(news.lines())).or(() -> room(incident));
    }

    private List<Item> items(List<TimelineEntry> lines) {
        List<Long> touched = lines.stream()
                .map(TimelineEntry::itemId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return touched.isEmpty()
                ? List.of()
                : database.select(JooqItemRows.FIELDS)
                        .from(CHECKLIST_ITEM)
                        .where(CHECKLIST_ITEM.ID.in(touched))
                        .fetch(JooqItemRows::item);
    }

    @Override
    @Transactional(readOnly = true)
    public List<PhaseRow> phases(IncidentId incident) {
        Map<String, Waiver> waivers = database.selectFrom(PHASE_WAIVER)
                .where(PHASE_WAIVER.INCIDENT_ID.eq(incident.value()))
                .fetchMap(PHASE_WAIVER.PHASE_KEY, JooqWaivers::waiver);
        Result<Record> items = database.select(JooqItemRows.FIELDS)
                .from(CHECKLIST_ITEM)
                .where(CHECKLIST_ITEM.INCIDENT_ID.eq(incident.value()))
                .orderBy(CHECKLIST_ITEM.PHASE_POSITION, CHECKLIST_ITEM.POSITION)
                .fetch();
        Map<Integer, Result<Record>> byPhase = new LinkedHashMap<>(items.intoGroups(CHECKLIST_ITEM.PHASE_POSITION));
        return byPhase.values().stream()
                .map(it -> phase(it, waivers.get(it.getFirst().get(CHECKLIST_ITEM.PHASE_KEY))))
                .toList();
    }

    private static PhaseRow phase(Result<Record> items, @Nullable Waiver waiver) {
        Record first = items.getFirst();
        return new PhaseRow(
                first.get(CHECKLIST_ITEM.PHASE_KEY),
                first.get(CHECKLIST_ITEM.PHASE_TITLE),
                first.get(CHECKLIST_ITEM.PHASE_POSITION),
                Duration.ofSeconds(first.get(CHECKLIST_ITEM.WINDOW_FROM_S)),
                Duration.ofSeconds(first.get(CHECKLIST_ITEM.WINDOW_TO_S)),
                items.stream().map(JooqItemRows::item).toList(),
                waiver);
    }

    @Override
    public List<ItemEvent> history(long item) {
        return database.selectFrom(ITEM_EVENT)
                .where(ITEM_EVENT.ITEM_ID.eq(item))
                .orderBy(ITEM_EVENT.ID)
                .fetch(JooqItemRows::event);
    }
}
