package dev.muster.recovery.engine;

import static dev.muster.db.Tables.RUN;
import static dev.muster.db.Tables.RUN_EVENT;
import static dev.muster.db.Tables.RUN_STEP;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import dev.muster.incident.IncidentId;
import dev.muster.plan.PlanVersion;
import dev.muster.plan.Procedure;
import dev.muster.recovery.RunChanged;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunListChanged;
import dev.muster.recovery.RunState;
import dev.muster.recovery.Runs;
import dev.muster.recovery.StepState;
import dev.muster.security.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
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

    /** A queued run with its steps; empty when another run holds the target. */
    public Optional<RunId> insert(Runs.Request request, Procedure procedure, PlanVersion plan, Actor actor) {
        IncidentId incident = request.incident();
        Optional<RunId> inserted = jooq.insertInto(RUN)
                .set(RUN.PROCEDURE_KEY, procedure.key())
                .set(RUN.TITLE, procedure.title())
                .set(RUN.TARGET, procedure.target())
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
                .onConflictDoNothing()
                .returningResult(RUN.ID)
                .fetchOptional(it -> new RunId(it.value1()));
        inserted.ifPresent(run -> {
            var insert = jooq.insertInto(
                    RUN_STEP, RUN_STEP.RUN_ID, RUN_STEP.POSITION, RUN_STEP.TYPE, RUN_STEP.TITLE, RUN_STEP.STATE);
            int position = 1;
            for (Procedure.Step step : procedure.steps()) {
                insert = insert.values(run.value(), position++, step.type(), step.title(), StepState.PENDING.name());
            }
            insert.execute();
            event(run, null, null, RunState.QUEUED.name(), "launched by " + actor.name());
        });
        return inserted;
    }

    @Transactional(readOnly = true)
    public Optional<RunRecord> find(RunId run) {
        return jooq.selectFrom(RUN).where(RUN.ID.eq(run.value())).fetchOptional(this::read);
    }

    /** The run, locked until the caller's transaction ends. */
    public Optional<RunRecord> lock(RunId run) {
        return jooq.selectFrom(RUN).where(RUN.ID.eq(run.value())).forUpdate().fetchOptional(this::read);
    }

    /** The run that holds the target now. */
    @Transactional(readOnly = true)
    public Optional<RunId> holderOf(String target) {
        return jooq.select(RUN.ID)
                .from(RUN)
                .where(RUN.TARGET.eq(target))
                .and(RUN.STATE.in("AWAITING_APPROVAL", "QUEUED", "RUNNING", "PAUSED", "INTERRUPTED"))
                .fetchOptional(it -> new RunId(it.value1()));
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
        if (to == RunState.RUNNING) {
            update = update.set(RUN.STARTED_AT, org.jooq.impl.DSL.coalesce(RUN.STARTED_AT, val(now)));
        }
        int rows = update.where(RUN.ID.eq(run.id().value()))
                .and(RUN.STATE.eq(run.state().name()))
                .execute();
        if (rows != 1) {
            throw new IllegalStateException("Run " + run.id() + " is no longer " + run.state());
        }
        event(run.id(), null, run.state().name(), to.name(), reason);
    }

    public void move(RunRecord run, RunRecord.StepRecord step, StepState to, int attempt, @Nullable String summary) {
        Transitions.require(step.state(), to);
        Instant now = clock.instant();
        var update = jooq.update(RUN_STEP)
                .set(RUN_STEP.STATE, to.name())
                .set(RUN_STEP.ATTEMPT, attempt)
                .set(RUN_STEP.SUMMARY, summary)
                .set(RUN_STEP.ENDED_AT, to == StepState.RUNNING || to == StepState.WAITING ? null : now);
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

    public void markUndone(RunId run, int position) {
        jooq.update(RUN_STEP)
                .set(RUN_STEP.UNDONE, true)
                .where(RUN_STEP.RUN_ID.eq(run.value()))
                .and(RUN_STEP.POSITION.eq(position))
                .execute();
    }

    public void turn(RunId run, Direction direction) {
        jooq.update(RUN)
                .set(RUN.DIRECTION, direction.name())
                .where(RUN.ID.eq(run.value()))
                .execute();
        events.publishEvent(new RunChanged(run));
    }

    public void requestCancel(RunId run, String reason) {
        jooq.update(RUN)
                .set(RUN.CANCEL_REQUESTED, true)
                .set(RUN.REASON, reason)
                .set(RUN.WAKE_AT, field("clock_timestamp()", Instant.class))
                .where(RUN.ID.eq(run.value()))
                .execute();
        events.publishEvent(new RunChanged(run));
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

    public void addFacts(RunId run, Map<String, String> facts) {
        jooq.update(RUN)
                .set(RUN.FACTS, field("{0} || {1}", SQLDataType.JSONB, RUN.FACTS, val(texts.json(facts))))
                .where(RUN.ID.eq(run.value()))
                .execute();
        events.publishEvent(new RunChanged(run));
    }

    public void addCommand(RunId run, int position, String command) {
        jooq.update(RUN_STEP)
                .set(
                        RUN_STEP.COMMANDS,
                        field(
                                "array_append({0}, {1})",
                                RUN_STEP.COMMANDS.getDataType(), RUN_STEP.COMMANDS, val(command)))
                .where(RUN_STEP.RUN_ID.eq(run.value()))
                .and(RUN_STEP.POSITION.eq(position))
                .execute();
        events.publishEvent(new RunChanged(run));
    }

    /** Only while the step works, so a late word of progress never covers its result. */
    public void progress(RunId run, int position, String text) {
        jooq.update(RUN_STEP)
                .set(RUN_STEP.SUMMARY, text)
                .where(RUN_STEP.RUN_ID.eq(run.value()))
                .and(RUN_STEP.POSITION.eq(position))
                .and(RUN_STEP.STATE.eq(StepState.RUNNING.name()))
                .execute();
        events.publishEvent(new RunChanged(run));
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
                        it.getUndone()));
        return new RunRecord(
                new RunId(row.get(RUN.ID)),
                row.get(RUN.PROCEDURE_KEY),
                row.get(RUN.TITLE),
                row.get(RUN.TARGET),
                RunState.valueOf(row.get(RUN.STATE)),
                Direction.valueOf(row.get(RUN.DIRECTION)),
                row.get(RUN.CANCEL_REQUESTED),
                texts.map(row.get(RUN.PARAMETERS)),
                texts.map(row.get(RUN.FACTS)),
                row.get(RUN.REASON),
                incident == null ? null : new IncidentId(incident),
                row.get(RUN.PLAN_VERSION_ID),
                steps);
    }
}
