package dev.muster.incident;

import static dev.muster.db.Tables.INCIDENT;
import static dev.muster.db.Tables.INCIDENT_MOVE;
import static dev.muster.db.Tables.UNKNOWN_FIGURE;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(readOnly = true)
class JooqIncidentQuery implements IncidentQuery {

    private final DSLContext database;

    JooqIncidentQuery(DSLContext database) {
        this.database = database;
    }

    @Override
    public Optional<Incident> find(IncidentId id) {
        return database.selectFrom(INCIDENT)
                .where(INCIDENT.ID.eq(id.value()))
                .fetchOptional(JooqIncidentRows::incident);
    }

    @Override
    public List<Incident> list(Filter filter, int offset, int limit) {
        return list(all(filter), offset, limit);
    }

    @Override
    public int count(Filter filter) {
        return count(all(filter));
    }

    @Override
    public List<Incident> list(Search search, int offset, int limit) {
        return database.selectFrom(INCIDENT)
                .where(condition(search))
                .orderBy(sort(search), INCIDENT.DECLARED_AT.desc(), INCIDENT.ID.desc())
                .offset(offset)
                .limit(limit)
                .fetch(JooqIncidentRows::incident);
    }

    @Override
    public int count(Search search) {
        return database.fetchCount(INCIDENT, condition(search));
    }

    @Override
    public List<IncidentMove> moves(IncidentId id) {
        return database.selectFrom(INCIDENT_MOVE)
                .where(INCIDENT_MOVE.INCIDENT_ID.eq(id.value()))
                .orderBy(INCIDENT_MOVE.ID)
                .fetch(it -> new IncidentMove(
                        it.getAt(),
                        it.getFromState() == null ? null : IncidentState.valueOf(it.getFromState()),
                        IncidentState.valueOf(it.getToState()),
                        it.getActorName(),
                        it.getReason()));
    }

    @Override
    public List<UnknownFigure> unknownFigures(IncidentId id) {
        return database.selectFrom(UNKNOWN_FIGURE)
                .where(UNKNOWN_FIGURE.INCIDENT_ID.eq(id.value()))
                .orderBy(UNKNOWN_FIGURE.DECLARED_AT)
                .fetch(it -> new UnknownFigure(
                        Figure.valueOf(it.getFigure()), it.getReason(), it.getDeclaredName(), it.getDeclaredAt()));
    }

    private static Search all(Filter filter) {
        return new Search(filter, null, null, null, "", Sort.DECLARED, false);
    }

    private static Condition condition(Search search) {
        List<String> open = List.of(IncidentState.DECLARED.name(), IncidentState.RESPONDING.name());
        Condition condition =
                switch (search.filter()) {
                    case OPEN -> INCIDENT.STATE.in(open);
                    case ENDED -> INCIDENT.STATE.notIn(open);
                    case ALL -> DSL.noCondition();
                };
        if (search.state() != null) {
            condition = condition.and(INCIDENT.STATE.eq(search.state().name()));
        }
        if (search.severity() != null) {
            condition = condition.and(INCIDENT.SEVERITY.eq(search.severity().shortValue()));
        }
        if (search.exercise() != null) {
            condition = condition.and(INCIDENT.EXERCISE.eq(search.exercise()));
        }
        return condition.and(text(search.text().strip()));
    }

    private static Condition text(String text) {
        if (text.isEmpty()) {
            return DSL.noCondition();
        }
        String number = text.toUpperCase(Locale.ROOT).replaceFirst("^INC-", "");
        return JooqIncidentRows.contains(INCIDENT.TITLE, text)
                .or(JooqIncidentRows.contains(INCIDENT.SCENARIO, text))
                .or(JooqIncidentRows.contains(INCIDENT.COMMANDER_NAME, text))
                .or(number.matches("\\d{1,18}") ? INCIDENT.ID.eq(Long.parseLong(number)) : DSL.falseCondition());
    }

    private static SortField<?> sort(Search search) {
        Field<?> field =
                switch (search.sort()) {
                    case DECLARED -> INCIDENT.DECLARED_AT;
                    case SEVERITY -> INCIDENT.SEVERITY;
                    // By life, not by alphabet.
                    case STATE -> DSL.field("array_position({0}, {1})", Integer.class, states(), INCIDENT.STATE);
                    case TITLE -> DSL.lower(INCIDENT.TITLE);
                    case RESOLVED -> INCIDENT.RESOLVED_AT;
                };
        return search.ascending() ? field.asc().nullsLast() : field.desc().nullsLast();
    }

    private static Field<String[]> states() {
        return DSL.inline(Arrays.stream(IncidentState.values()).map(Enum::name).toArray(String[]::new));
    }
}
