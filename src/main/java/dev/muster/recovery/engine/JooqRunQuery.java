package dev.muster.recovery.engine;

import static dev.muster.db.Tables.RUN;
import static dev.muster.db.Tables.RUN_LOG;
import static dev.muster.db.Tables.RUN_STEP;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;

import dev.muster.incident.IncidentId;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunList;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Runs as screens read them. */
@Repository
@Transactional(readOnly = true)
class JooqRunQuery implements RunQuery, RunList {

    private static final Field<Integer> STEPS =
            field(select(count()).from(RUN_STEP).where(RUN_STEP.RUN_ID.eq(RUN.ID)));
    private static final Field<Integer> DONE = field(select(count())
            .from(RUN_STEP)
            .where(RUN_STEP.RUN_ID.eq(RUN.ID))
            .and(RUN_STEP.STATE.in("SUCCEEDED", "SKIPPED")));
    private static final Field<List<StepRow>> ROWS = multiset(select(
                            RUN_STEP.POSITION,
                            RUN_STEP.TYPE,
                            RUN_STEP.TITLE,
                            RUN_STEP.STATE,
                            RUN_STEP.ATTEMPT,
                            RUN_STEP.SUMMARY,
                            RUN_STEP.COMMANDS,
                            RUN_STEP.STARTED_AT,
                            RUN_STEP.ENDED_AT,
                            RUN_STEP.FRAMES,
                            RUN_STEP.STANDS,
                            RUN_STEP.ANSWERS)
                    .from(RUN_STEP)
                    .where(RUN_STEP.RUN_ID.eq(RUN.ID))
                    .orderBy(RUN_STEP.POSITION))
            .convertFrom(rows -> rows.map(it -> new StepRow(
                    it.value1(),
                    it.value2(),
                    it.value3(),
                    StepState.valueOf(it.value4()),
                    it.value5(),
                    it.value6(),
                    List.of(it.value7()),
                    it.value8(),
                    it.value9(),
                    JooqTexts.frames(it.value10()),
                    it.value11(),
                    List.of(it.value12()))));

    private static final List<String> ENDED = Arrays.stream(RunState.values())
            .filter(RunState::ended)
            .map(Enum::name)
            .toList();

    private final DSLContext jooq;
    private final JooqTexts texts;

    JooqRunQuery(DSLContext jooq, JooqTexts texts) {
        this.jooq = jooq;
        this.texts = texts;
    }

    @Override
    public Optional<Detail> run(RunId id) {
        return jooq.select(RUN.asterisk(), STEPS, DONE, ROWS)
                .from(RUN)
                .where(RUN.ID.eq(id.value()))
                .fetchOptional(it -> new Detail(
                        summary(it),
                        texts.map(it.get(RUN.PARAMETERS)),
                        Facts.merged(texts.map(it.get(RUN.FACTS))),
                        it.get(ROWS)));
    }

    @Override
    public List<Summary> latest(int limit) {
        return summaries(trueCondition(), 0, limit);
    }

    @Override
    public List<Summary> ofIncident(IncidentId incident) {
        return summaries(RUN.INCIDENT_ID.eq(incident.value()), 0, 1000);
    }

    @Override
    public List<Summary> live() {
        return jooq.select(RUN.asterisk(), STEPS, DONE)
                .from(RUN)
                .where(RUN.STATE.notIn(ENDED))
                .orderBy(RUN.ID)
                .fetch(JooqRunQuery::summary);
    }

    @Override
    public List<Summary> lastEnded(Instant since) {
        var newest = RUN.as("newest");
        return summaries(
                RUN.ENDED_AT
                        .ge(since)
                        .and(RUN.ID.in(select(max(newest.ID))
                                .from(newest)
                                .where(newest.STATE.in(ENDED))
                                .groupBy(newest.PROCEDURE_KEY, newest.TARGET))),
                0,
                1000);
    }

    @Override
    public List<LogLine> log(RunId id, long afterSeq, int limit) {
        return jooq.select(RUN_LOG.SEQ, RUN_LOG.AT, RUN_LOG.STEP_POSITION, RUN_LOG.STREAM, RUN_LOG.LINE)
                .from(RUN_LOG)
                .where(RUN_LOG.RUN_ID.eq(id.value()))
                .and(RUN_LOG.SEQ.gt(afterSeq))
                .orderBy(RUN_LOG.SEQ)
                .limit(limit)
                .fetch(it -> new LogLine(it.value1(), it.value2(), it.value3(), it.value4(), it.value5()));
    }

    @Override
    public long lastLogSeq(RunId id) {
        return jooq.select(RUN_LOG.SEQ)
                .from(RUN_LOG)
                .where(RUN_LOG.RUN_ID.eq(id.value()))
                .orderBy(RUN_LOG.SEQ.desc())
                .limit(1)
                .fetchOptional(RUN_LOG.SEQ)
                .orElse(0L);
    }

    @Override
    public List<Summary> page(Filter filter, int offset, int limit) {
        return summaries(matching(filter), offset, limit);
    }

    @Override
    public int total(Filter filter) {
        return jooq.fetchCount(RUN, matching(filter));
    }

    private static Condition matching(Filter filter) {
        Condition state =
                RUN.STATE.in(filter.show().states().stream().map(RunState::name).toList());
        String text = filter.text().strip();
        return text.isEmpty()
                ? state
                : state.and(RUN.TITLE
                        .containsIgnoreCase(text)
                        .or(RUN.TARGET.containsIgnoreCase(text))
                        .or(RUN.LAUNCHED_NAME.containsIgnoreCase(text))
                        .or(RUN.REASON.containsIgnoreCase(text)));
    }

    private List<Summary> summaries(Condition which, int offset, int limit) {
        return jooq.select(RUN.asterisk(), STEPS, DONE)
                .from(RUN)
                .where(which)
                .orderBy(RUN.ID.desc())
                .offset(offset)
                .limit(limit)
                .fetch(JooqRunQuery::summary);
    }

    private static Summary summary(Record row) {
        Long incident = row.get(RUN.INCIDENT_ID);
        return new Summary(
                new RunId(row.get(RUN.ID)),
                row.get(RUN.PROCEDURE_KEY),
                row.get(RUN.TITLE),
                row.get(RUN.TARGET),
                RunState.valueOf(row.get(RUN.STATE)),
                row.get(DONE),
                row.get(STEPS),
                row.get(RUN.LAUNCHED_NAME),
                row.get(RUN.LAUNCHED_AT),
                row.get(RUN.ENDED_AT),
                incident == null ? null : new IncidentId(incident),
                row.get(RUN.ITEM_ID),
                row.get(RUN.REASON));
    }
}
