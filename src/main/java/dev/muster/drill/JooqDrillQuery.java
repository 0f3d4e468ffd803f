package dev.muster.drill;

import static dev.muster.db.Tables.DRILL;
import static dev.muster.db.Tables.RUN_EVENT;
import static dev.muster.db.Tables.RUN_STEP;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;

import dev.muster.db.tables.records.DrillRecord;
import dev.muster.recovery.RunId;
import dev.muster.recovery.StepState;
import java.time.Duration;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(readOnly = true)
class JooqDrillQuery implements DrillQuery {

    private final DSLContext db;

    JooqDrillQuery(DSLContext db) {
        this.db = db;
    }

    @Override
    public List<Rehearsal> page(int offset, int limit) {
        return rehearsals(trueCondition(), offset, limit);
    }

    @Override
    public int total() {
        return db.fetchCount(DRILL);
    }

    @Override
    public List<Rehearsal> of(String drill, int limit) {
        return rehearsals(DRILL.DRILL_KEY.eq(drill), 0, limit);
    }

    @Override
    public List<Shown> shown(Rehearsal rehearsal) {
        RunId run = rehearsal.run();
        if (run == null) {
            return List.of();
        }
        var said = lateral(select(RUN_EVENT.TEXT, RUN_EVENT.AT)
                        .from(RUN_EVENT)
                        .where(RUN_EVENT.RUN_ID.eq(RUN_STEP.RUN_ID))
                        .and(RUN_EVENT.STEP_POSITION.eq(RUN_STEP.POSITION))
                        .and(RUN_EVENT.TO_STATE.eq(StepState.SUCCEEDED.name()))
                        .orderBy(RUN_EVENT.ID.desc())
                        .limit(1))
                .as("said");
        return db.select(RUN_STEP.TYPE, RUN_STEP.STATE, said.field(RUN_EVENT.TEXT), said.field(RUN_EVENT.AT))
                .from(RUN_STEP)
                .leftJoin(said)
                .on(trueCondition())
                .where(RUN_STEP.RUN_ID.eq(run.value()))
                .orderBy(RUN_STEP.POSITION)
                .fetch(it -> new Shown(it.value1(), it.value2(), it.value3(), it.value4()));
    }

    private List<Rehearsal> rehearsals(Condition which, int offset, int limit) {
        return db.selectFrom(DRILL)
                .where(which)
                .orderBy(DRILL.STARTED_AT.desc(), DRILL.ID.desc())
                .offset(offset)
                .limit(limit)
                .fetch(JooqDrillQuery::read);
    }

    private static Rehearsal read(DrillRecord row) {
        Long run = row.getRunId();
        return new Rehearsal(
                row.getId(),
                row.getDrillKey(),
                row.getTitle(),
                row.getProcedureKey(),
                DrillState.valueOf(row.getState()),
                row.getDueAt(),
                row.getStartedAt(),
                row.getEndedAt(),
                run == null ? null : new RunId(run),
                row.getReason(),
                row.getSnapshotAt(),
                Duration.ofSeconds(row.getRtoSeconds()),
                Duration.ofSeconds(row.getRpoSeconds()));
    }
}
