package dev.muster.recovery.engine;

import static dev.muster.db.Tables.RUN;
import static dev.muster.db.Tables.RUN_STEP;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import dev.muster.recovery.RunChanged;
import dev.muster.recovery.RunId;
import dev.muster.recovery.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is noted on the rows of a run and its steps beside their states: wishes of people, facts, questions, progress. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class JooqRunMarks {

    private static final Field<Instant> DATABASE_TIME = field("clock_timestamp()", Instant.class);

    private final DSLContext jooq;
    private final ApplicationEventPublisher events;
    private final JooqTexts texts;

    JooqRunMarks(DSLContext jooq, ApplicationEventPublisher events, JooqTexts texts) {
        this.jooq = jooq;
        this.events = events;
        this.texts = texts;
    }

    public void turn(RunId run, Direction direction, @Nullable Integer undoTo) {
        update(run, jooq.update(RUN).set(RUN.DIRECTION, direction.name()).set(RUN.UNDO_TO, undoTo));
    }

    public void because(RunId run, String reason) {
        update(run, jooq.update(RUN).set(RUN.REASON, reason));
    }

    public void requestCancel(RunId run, String reason) {
        update(
                run,
                jooq.update(RUN)
                        .set(RUN.CANCEL_REQUESTED, true)
                        .set(RUN.REASON, reason)
                        .set(RUN.WAKE_AT, DATABASE_TIME));
    }

    public void requestPause(RunId run, String reason) {
        update(run, jooq.update(RUN).set(RUN.PAUSE_REASON, reason).set(RUN.WAKE_AT, DATABASE_TIME));
    }

    public void wakeIn(RunId run, Duration pause) {
        jooq.update(RUN)
                .set(
                        RUN.WAKE_AT,
                        field(
                                "clock_timestamp() + {0} * interval '1 millisecond'",
                                Instant.class, val(pause.toMillis())))
                .where(RUN.ID.eq(run.value()))
                .execute();
    }

    /** @param position of the step that returned them */
    public void addFacts(RunId run, int position, Map<String, String> facts) {
        if (facts.isEmpty()) {
            return;
        }
        jooq.update(RUN_STEP)
                .set(
                        RUN_STEP.FACT_NAMES,
                        field(
                                "{0} || {1}",
                                RUN_STEP.FACT_NAMES.getDataType(),
                                RUN_STEP.FACT_NAMES,
                                val(facts.keySet().toArray(String[]::new))))
                .where(step(run, position))
                .execute();
        update(
                run,
                jooq.update(RUN)
                        .set(RUN.FACTS, field("{0} || {1}", SQLDataType.JSONB, RUN.FACTS, val(texts.json(facts)))));
    }

    /** For people to read: what keeps a step from being done twice are its state and its facts. */
    public void addCommand(RunId run, int position, String command) {
        JooqCommits.withoutWaiting(jooq);
        jooq.update(RUN_STEP)
                .set(
                        RUN_STEP.COMMANDS,
                        field(
                                "array_append({0}, {1})",
                                RUN_STEP.COMMANDS.getDataType(), RUN_STEP.COMMANDS, val(command)))
                .where(step(run, position))
                .execute();
        events.publishEvent(new RunChanged(run));
    }

    /** Only while the step works, so a late word of progress never covers its result. */
    public void progress(RunId run, int position, String text) {
        JooqCommits.withoutWaiting(jooq);
        jooq.update(RUN_STEP)
                .set(RUN_STEP.SUMMARY, text)
                .where(step(run, position))
                .and(RUN_STEP.STATE.eq(StepState.RUNNING.name()))
                .execute();
        events.publishEvent(new RunChanged(run));
    }

    public void markUndone(RunId run, int position) {
        jooq.update(RUN_STEP)
                .set(RUN_STEP.UNDONE, true)
                .where(step(run, position))
                .execute();
    }

    /** The step waits for a person from now on. */
    public void stands(RunId run, int position, List<String> answers) {
        jooq.update(RUN_STEP)
                .set(RUN_STEP.STANDS, true)
                .set(RUN_STEP.ANSWERS, answers.toArray(String[]::new))
                .where(step(run, position))
                .execute();
    }

    /** The step may go on. */
    public void released(RunId run, int position) {
        jooq.update(RUN_STEP)
                .set(RUN_STEP.STANDS, false)
                .set(RUN_STEP.ANSWERS, new String[0])
                .where(step(run, position))
                .execute();
    }

    public void answered(RunId run, int position, String answer, String by) {
        released(run, position);
        jooq.update(RUN_STEP)
                .set(RUN_STEP.ANSWER, answer)
                .set(RUN_STEP.ANSWERED_BY, by)
                .where(step(run, position))
                .execute();
    }

    /** The step is as if it had never begun; what it did and said stays in the history and the log. */
    public void forget(RunId run, int position) {
        update(
                run,
                jooq.update(RUN)
                        .set(
                                RUN.FACTS,
                                field(
                                        "{0} - (select fact_names from run_step where run_id = {1} and position = {2})",
                                        SQLDataType.JSONB, RUN.FACTS, val(run.value()), val(position))));
        jooq.update(RUN_STEP)
                .set(RUN_STEP.ATTEMPT, 0)
                .set(RUN_STEP.UNDONE, false)
                .set(RUN_STEP.SUMMARY, (String) null)
                .set(RUN_STEP.FACT_NAMES, new String[0])
                .set(RUN_STEP.STARTED_AT, (Instant) null)
                .set(RUN_STEP.ENDED_AT, (Instant) null)
                .where(step(run, position))
                .execute();
    }

    private void update(RunId run, UpdateSetMoreStep<?> update) {
        update.where(RUN.ID.eq(run.value())).execute();
        events.publishEvent(new RunChanged(run));
    }

    private static Condition step(RunId run, int position) {
        return RUN_STEP.RUN_ID.eq(run.value()).and(RUN_STEP.POSITION.eq(position));
    }
}
