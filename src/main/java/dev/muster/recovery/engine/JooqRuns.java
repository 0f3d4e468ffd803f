package dev.muster.recovery.engine;

import static dev.muster.db.Tables.RUN;
import static dev.muster.db.Tables.RUN_EVENT;
import static dev.muster.db.Tables.RUN_STEP;
import static dev.muster.db.Tables.RUN_TARGET;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import dev.muster.incident.IncidentId;
import dev.muster.plan.PlanVersion;
import dev.muster.plan.Procedure;
import dev.muster.recovery.RunChanged;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunListChanged;
import dev.muster.recovery.RunMoved;
import dev.muster.recovery.RunState;
import dev.muster.recovery.Runs;
import dev.muster.recovery.StepState;
import dev.muster.recovery.TargetHeld;
import dev.muster.recovery.step.StepContext.Answer;
import dev.muster.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Rows of runs and their steps. Every move of a state is checked, written down as an event and told to the screens. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class JooqRuns {

    private final DSLContext jooq;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final JooqTexts texts;

    JooqRuns(DSLContext jooq, Clock clock, ApplicationEventPublisher events, JooqTexts texts) {
        this.jooq = jooq;
        this.clock = clock;
        this.events = events;
        this.texts = texts;
    }

    /**
     * A queued run with its steps, which holds its targets.
     *
     * @throws org.springframework.dao.DuplicateKeyException when another run holds one of them
     */
    public RunId insert(Runs.Request request, Procedure procedure, PlanVersion plan, Actor actor) {
        IncidentId incident = request.incident();
        RunId run = jooq.insertInto(RUN)
                .set(RUN.PROCEDURE_KEY, procedure.key())
                .set(RUN.TITLE, procedure.title())
                .set(RUN.TARGET, procedure.holds())
                .set(RUN.STATE, RunState.QUEUED.name())
                .set(RUN.PARAMETERS, texts.json(request.parameters()))
                .set(RUN.INCIDENT_ID, incident == null ? null : incident.value())
                .set(RUN.ITEM_ID, request.item())
                .set(RUN.PLAN_VERSION_ID, plan.id())
                .set(RUN.LAUNCHED_BY, actor.login())
                .set(RUN.LAUNCHED_NAME, actor.name())
                .set(RUN.LAUNCHED_ROLE, actor.role().name())
                .set(RUN.LAUNCHED_FROM, actor.origin())
                .set(RUN.LAUNCHED_AT, clock.instant())
                .returningResult(RUN.ID)
                .fetchSingle(it -> new RunId(it.value1()));
        // In one order everywhere, so that two launches with several targets in common never wait for each other.
        for (String target : new TreeSet<>(procedure.targets())) {
            jooq.insertInto(RUN_TARGET).values(run.value(), target, true).execute();
        }
        var insert = jooq.insertInto(
                RUN_STEP,
                RUN_STEP.RUN_ID,
                RUN_STEP.POSITION,
                RUN_STEP.TYPE,
                RUN_STEP.TITLE,
                RUN_STEP.STATE,
                RUN_STEP.FRAMES);
        int position = 1;
        for (Procedure.Step step : procedure.steps()) {
            insert = insert.values(
                    run.value(),
                    position++,
                    step.type(),
                    step.title(),
                    StepState.PENDING.name(),
                    JooqTexts.frames(step.part().frames()));
        }
        insert.execute();
        event(run, null, null, RunState.QUEUED.name(), "launched by " + actor.name());
        events.publishEvent(new RunMoved(run));
        return run;
    }

    @Transactional(readOnly = true)
    public Optional<RunRecord> find(RunId run) {
        return jooq.selectFrom(RUN).where(RUN.ID.eq(run.value())).fetchOptional(this::read);
    }

    /** The run, locked until the caller's transaction ends. */
    public Optional<RunRecord> lock(RunId run) {
        return jooq.selectFrom(RUN).where(RUN.ID.eq(run.value())).forUpdate().fetchOptional(this::read);
    }

    /** The run that holds one of the targets now. */
    @Transactional(readOnly = true)
    public Optional<TargetHeld> holderOf(Collection<String> targets) {
        return jooq.select(RUN_TARGET.RUN_ID, RUN_TARGET.TARGET)
                .from(RUN_TARGET)
                .where(RUN_TARGET.TARGET.in(targets))
                .and(RUN_TARGET.HELD)
                .orderBy(RUN_TARGET.RUN_ID)
                .limit(1)
                .fetchOptional(it -> new TargetHeld(new RunId(it.value1()), it.value2()));
    }

    @Transactional(readOnly = true)
    public List<String> targets(RunId run) {
        return jooq.select(RUN_TARGET.TARGET)
                .from(RUN_TARGET)
                .where(RUN_TARGET.RUN_ID.eq(run.value()))
                .fetch(RUN_TARGET.TARGET);
    }

    /** Whether a younger run of the same procedure has succeeded. */
    @Transactional(readOnly = true)
    public boolean superseded(RunRecord run) {
        return jooq.fetchExists(jooq.selectOne()
                .from(RUN)
                .where(RUN.TARGET.eq(run.target()))
                .and(RUN.PROCEDURE_KEY.eq(run.procedure()))
                .and(RUN.STATE.eq(RunState.SUCCEEDED.name()))
                .and(RUN.ID.gt(run.id().value())));
    }

    public void move(RunRecord run, RunState to, @Nullable String reason) {
        Transitions.require(run.state(), to);
        Instant now = clock.instant();
        var update = jooq.update(RUN)
                .set(RUN.STATE, to.name())
                .set(RUN.REASON, reason)
                .set(RUN.WAKE_AT, field("clock_timestamp()", Instant.class))
                .set(RUN.ENDED_AT, to.ended() ? now : null)
                .set(RUN.VERSION, RUN.VERSION.plus(1));
        if (to != RunState.RUNNING) {
            update = update.set(RUN.PAUSE_REASON, (String) null);
        } else {
            update = update.set(RUN.STARTED_AT, org.jooq.impl.DSL.coalesce(RUN.STARTED_AT, val(now)));
        }
        int rows = update.where(RUN.ID.eq(run.id().value()))
                .and(RUN.STATE.eq(run.state().name()))
                .execute();
        if (rows != 1) {
            throw new IllegalStateException("Run " + run.id() + " is no longer " + run.state());
        }
        if (run.state().ended() != to.ended()) {
            jooq.update(RUN_TARGET)
                    .set(RUN_TARGET.HELD, !to.ended())
                    .where(RUN_TARGET.RUN_ID.eq(run.id().value()))
                    .execute();
        }
        event(run.id(), null, run.state().name(), to.name(), reason);
        events.publishEvent(new RunMoved(run.id()));
    }

    public void move(RunRecord run, RunRecord.StepRecord step, StepState to, int attempt, @Nullable String summary) {
        Transitions.require(step.state(), to);
        Instant now = clock.instant();
        var update = jooq.update(RUN_STEP)
                .set(RUN_STEP.STATE, to.name())
                .set(RUN_STEP.ATTEMPT, attempt)
                .set(RUN_STEP.SUMMARY, summary)
                .set(RUN_STEP.ENDED_AT, to == StepState.RUNNING || to == StepState.WAITING ? null : now);
        if (to != StepState.RUNNING) {
            // The answer was for this time.
            update = update.set(RUN_STEP.ANSWER, (String) null).set(RUN_STEP.ANSWERED_BY, (String) null);
        }
        if (to == StepState.RUNNING && step.state() != StepState.WAITING) {
            update = update.set(RUN_STEP.STARTED_AT, now);
        }
        int rows = update.where(RUN_STEP.RUN_ID.eq(run.id().value()))
                .and(RUN_STEP.POSITION.eq(step.position()))
                .and(RUN_STEP.STATE.eq(step.state().name()))
                .execute();
        if (rows != 1) {
            throw new IllegalStateException("Step " + step.position() + " is no longer " + step.state());
        }
        event(run.id(), step.position(), step.state().name(), to.name(), summary);
    }

    private void event(RunId run, @Nullable Integer step, @Nullable String from, String to, @Nullable String text) {
        jooq.insertInto(RUN_EVENT)
                .set(RUN_EVENT.RUN_ID, run.value())
                .set(RUN_EVENT.STEP_POSITION, step)
                .set(RUN_EVENT.AT, clock.instant())
                .set(RUN_EVENT.FROM_STATE, from)
                .set(RUN_EVENT.TO_STATE, to)
                .set(RUN_EVENT.TEXT, text)
                .execute();
        events.publishEvent(new RunChanged(run));
        events.publishEvent(new RunListChanged());
    }

    private RunRecord read(Record row) {
        Long incident = row.get(RUN.INCIDENT_ID);
        List<RunRecord.StepRecord> steps = jooq.selectFrom(RUN_STEP)
                .where(RUN_STEP.RUN_ID.eq(row.get(RUN.ID)))
                .orderBy(RUN_STEP.POSITION)
                .fetch(it -> new RunRecord.StepRecord(
                        it.getPosition(),
                        it.getType(),
                        it.getTitle(),
                        StepState.valueOf(it.getState()),
                        it.getAttempt(),
                        it.getUndone(),
                        JooqTexts.frames(it.getFrames()),
                        it.getStands(),
                        it.getSummary(),
                        List.of(it.getAnswers()),
                        it.getAnswer() == null ? null : new Answer(it.getAnswer(), it.getAnsweredBy())));
        return new RunRecord(
                new RunId(row.get(RUN.ID)),
                row.get(RUN.PROCEDURE_KEY),
                row.get(RUN.TITLE),
                row.get(RUN.TARGET),
                RunState.valueOf(row.get(RUN.STATE)),
                Direction.valueOf(row.get(RUN.DIRECTION)),
                row.get(RUN.CANCEL_REQUESTED),
                row.get(RUN.PAUSE_REASON),
                row.get(RUN.UNDO_TO),
                texts.map(row.get(RUN.PARAMETERS)),
                texts.map(row.get(RUN.FACTS)),
                row.get(RUN.REASON),
                incident == null ? null : new IncidentId(incident),
                row.get(RUN.PLAN_VERSION_ID),
                row.get(RUN.LAUNCHED_BY),
                row.get(RUN.LAUNCHED_NAME),
                steps);
    }
}
