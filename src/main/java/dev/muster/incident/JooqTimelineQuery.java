package dev.muster.incident;

import static dev.muster.db.Tables.INCIDENT;
import static dev.muster.db.Tables.TIMELINE_ENTRY;
import static dev.muster.db.Tables.TIMELINE_PIN;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(readOnly = true)
class JooqTimelineQuery implements TimelineQuery {

    private static final dev.muster.db.tables.TimelineEntry CORRECTION = TIMELINE_ENTRY.as("correction");
    private static final dev.muster.db.tables.TimelineEntry BEGIN = TIMELINE_ENTRY.as("begin");
    private static final Field<Long> CORRECTED_BY = DSL.field(
                    DSL.select(CORRECTION.ID).from(CORRECTION).where(CORRECTION.CORRECTS.eq(TIMELINE_ENTRY.ID)))
            .as("corrected_by");
    private static final Condition IS_PINNED =
            DSL.exists(DSL.selectOne().from(TIMELINE_PIN).where(TIMELINE_PIN.ENTRY_ID.eq(TIMELINE_ENTRY.ID)));
    private static final Field<Boolean> PINNED = DSL.field(IS_PINNED).as("pinned");
    static final List<Field<?>> FIELDS = fields();

    private final DSLContext database;

    JooqTimelineQuery(DSLContext database) {
        this.database = database;
    }

    private static List<Field<?>> fields() {
        List<Field<?>> fields = new ArrayList<>(List.of(TIMELINE_ENTRY.fields()));
        fields.add(CORRECTED_BY);
        fields.add(PINNED);
        return List.copyOf(fields);
    }

    static TimelineEntry entry(Record row) {
        return new TimelineEntry(
                row.get(TIMELINE_ENTRY.ID),
                row.get(TIMELINE_ENTRY.HAPPENED_AT),
                row.get(TIMELINE_ENTRY.WRITTEN_AT),
                TimelineKind.valueOf(row.get(TIMELINE_ENTRY.KIND)),
                row.get(TIMELINE_ENTRY.ACTOR),
                row.get(TIMELINE_ENTRY.ACTOR_NAME),
                row.get(TIMELINE_ENTRY.TEXT),
                row.get(TIMELINE_ENTRY.RUN_ID),
                row.get(TIMELINE_ENTRY.ITEM_ID),
                row.get(TIMELINE_ENTRY.PHASE_KEY),
                row.get(TIMELINE_ENTRY.CORRECTS),
                row.get(CORRECTED_BY),
                row.get(PINNED));
    }

    @Override
    public List<TimelineEntry> page(IncidentId incident, Filter filter, @Nullable Key before, int limit) {
        Condition older = before == null
                ? DSL.noCondition()
                : DSL.row(TIMELINE_ENTRY.HAPPENED_AT, TIMELINE_ENTRY.ID).lt(before.happenedAt(), before.id());
        return select(incident, filter)
                .and(older)
                .orderBy(TIMELINE_ENTRY.HAPPENED_AT.desc(), TIMELINE_ENTRY.ID.desc())
                .limit(limit)
                .fetch(JooqTimelineQuery::entry);
    }

    @Override
    public List<TimelineEntry> after(IncidentId incident, Filter filter, long afterId, int limit) {
        return select(incident, filter)
                .and(TIMELINE_ENTRY.ID.gt(afterId))
                .orderBy(TIMELINE_ENTRY.ID)
                .limit(limit)
                .fetch(JooqTimelineQuery::entry);
    }

    private SelectConditionStep<Record> select(IncidentId incident, Filter filter) {
        return database.select(FIELDS).from(TIMELINE_ENTRY).where(condition(incident, filter));
    }

    private static Condition condition(IncidentId incident, Filter filter) {
        Condition condition = TIMELINE_ENTRY.INCIDENT_ID.eq(incident.value());
        if (!filter.kinds().isEmpty()) {
            condition = condition.and(TIMELINE_ENTRY.KIND.in(
                    filter.kinds().stream().map(Enum::name).toList()));
        }
        if (filter.actor() != null) {
            condition = condition.and(TIMELINE_ENTRY.ACTOR.eq(filter.actor()));
        }
        if (!filter.text().isBlank()) {
            condition = condition.and(
                    JooqIncidentRows.contains(TIMELINE_ENTRY.TEXT, filter.text().strip()));
        }
        if (filter.phase() != null) {
            condition = condition.and(TIMELINE_ENTRY.HAPPENED_AT.ge(DSL.select(DSL.min(BEGIN.HAPPENED_AT))
                    .from(BEGIN)
                    .where(BEGIN.INCIDENT_ID.eq(incident.value()), BEGIN.PHASE_KEY.eq(filter.phase()))));
        }
        return filter.pinned() ? condition.and(IS_PINNED) : condition;
    }

    @Override
    public long lastId(IncidentId incident) {
        return database.select(TIMELINE_ENTRY.ID)
                .from(TIMELINE_ENTRY)
                .where(TIMELINE_ENTRY.INCIDENT_ID.eq(incident.value()))
                .orderBy(TIMELINE_ENTRY.ID.desc())
                .limit(1)
                .fetchOptional(TIMELINE_ENTRY.ID)
                .orElse(0L);
    }

    @Override
    public News news(IncidentId incident, long afterId, int limit) {
        Field<Long[]> pinned = DSL.array(pinned(incident));
        Field<Long[]> corrected = DSL.array(corrected(incident));
        List<Field<?>> fields = new ArrayList<>(FIELDS);
        fields.addAll(List.of(INCIDENT.VERSION, pinned, corrected));
        // One row at least, also when no line has come.
        Result<Record> rows = database.select(fields)
                .from(INCIDENT)
                .leftJoin(TIMELINE_ENTRY)
                .on(TIMELINE_ENTRY.INCIDENT_ID.eq(INCIDENT.ID), TIMELINE_ENTRY.ID.gt(afterId))
                .where(INCIDENT.ID.eq(incident.value()))
                .orderBy(TIMELINE_ENTRY.ID)
                .limit(limit)
                .fetch();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("There is no " + incident);
        }
        Record first = rows.getFirst();
        return new News(
                first.get(INCIDENT.VERSION),
                new Marks(Set.of(first.get(pinned)), Set.of(first.get(corrected))),
                rows.stream()
                        .filter(it -> it.get(TIMELINE_ENTRY.ID) != null)
                        .map(JooqTimelineQuery::entry)
                        .toList());
    }

    private static Select<Record1<Long>> pinned(IncidentId incident) {
        var line = TIMELINE_ENTRY.as("line");
        return DSL.select(line.ID)
                .from(TIMELINE_PIN)
                .join(line)
                .on(line.ID.eq(TIMELINE_PIN.ENTRY_ID))
                .where(line.INCIDENT_ID.eq(incident.value()));
    }

    private static Select<Record1<Long>> corrected(IncidentId incident) {
        var line = TIMELINE_ENTRY.as("line");
        return DSL.select(line.CORRECTS)
                .from(line)
                .where(line.INCIDENT_ID.eq(incident.value()), line.CORRECTS.isNotNull());
    }

    @Override
    public Marks marks(IncidentId incident) {
        Field<Long[]> pinned = DSL.array(pinned(incident));
        Field<Long[]> corrected = DSL.array(corrected(incident));
        Record2<Long[], Long[]> marked = database.select(pinned, corrected).fetchSingle();
        return new Marks(Set.of(marked.value1()), Set.of(marked.value2()));
    }

    @Override
    public List<Writer> writers(IncidentId incident) {
        return database.select(TIMELINE_ENTRY.ACTOR, DSL.max(TIMELINE_ENTRY.ACTOR_NAME), DSL.count())
                .from(TIMELINE_ENTRY)
                .where(TIMELINE_ENTRY.INCIDENT_ID.eq(incident.value()))
                .groupBy(TIMELINE_ENTRY.ACTOR)
                .orderBy(DSL.count().desc(), TIMELINE_ENTRY.ACTOR)
                .fetch(it -> new Writer(it.value1(), it.value2(), it.value3()));
    }

    @Override
    public List<Gap> gaps(IncidentId incident, Instant from, Instant to, Duration atLeast) {
        return JooqGaps.find(database, incident, from, to, atLeast);
    }
}
