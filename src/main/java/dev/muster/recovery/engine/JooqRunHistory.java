package dev.muster.recovery.engine;

import static dev.muster.db.Tables.RUN;
import static dev.muster.db.Tables.RUN_STEP;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import dev.muster.recovery.RunHistory;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import dev.muster.recovery.step.RecoveryStep;
import java.time.Duration;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads the durations from the steps' own rows. */
@Repository
@Transactional(readOnly = true)
class JooqRunHistory implements RunHistory {

    private final DSLContext jooq;
    private final JooqTexts texts;
    private final RegisteredStepTypes types;

    JooqRunHistory(DSLContext jooq, JooqTexts texts, RegisteredStepTypes types) {
        this.jooq = jooq;
        this.texts = texts;
        this.types = types;
    }

    @Override
    public List<Past> succeeded(String procedure, int limit) {
        Field<List<PastStep>> steps = multiset(select(RUN_STEP.TYPE, RUN_STEP.STARTED_AT, RUN_STEP.ENDED_AT)
                        .from(RUN_STEP)
                        .where(RUN_STEP.RUN_ID.eq(RUN.ID))
                        .orderBy(RUN_STEP.POSITION))
                .convertFrom(rows -> rows.map(it -> new PastStep(
                        it.value1(), Duration.between(it.value2(), it.value3()), growsWithSize(it.value1()))));
        return jooq.select(RUN.ID, RUN.ENDED_AT, RUN.FACTS, steps)
                .from(RUN)
                .where(RUN.PROCEDURE_KEY.eq(procedure))
                .and(RUN.STATE.eq(RunState.SUCCEEDED.name()))
                .and(exists(selectOne().from(RUN_STEP).where(RUN_STEP.RUN_ID.eq(RUN.ID))))
                .and(notExists(selectOne()
                        .from(RUN_STEP)
                        .where(RUN_STEP.RUN_ID.eq(RUN.ID))
                        .and(RUN_STEP.STATE.ne(StepState.SUCCEEDED.name()))))
                .orderBy(RUN.ENDED_AT.desc())
                .limit(limit)
                .fetch(it -> new Past(
                        new RunId(it.value1()), it.value2(), Facts.merged(texts.map(it.value3())), it.value4()));
    }

    private boolean growsWithSize(String type) {
        return types.find(type).map(RecoveryStep::growsWithSize).orElse(false);
    }
}
