package dev.muster.drill;

import static dev.muster.db.Tables.DRILL;
import static dev.muster.db.Tables.DRILL_WATCH;
import static dev.muster.db.Tables.RUN;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;

import dev.muster.plan.Drill;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(propagation = Propagation.MANDATORY)
class JooqDrills implements Drills {

    private static final Field<String> SNAPSHOT = field("{0} ->> 'backup.snapshot-at'", String.class, RUN.FACTS);

    private final DSLContext db;

    JooqDrills(DSLContext db) {
        this.db = db;
    }

    @Override
    public Instant watchedTo(Drill drill, Instant now) {
        db.insertInto(DRILL_WATCH)
                .values(drill.key(), drill.schedule(), now)
                .onConflictDoNothing()
                .execute();
        var row = db.selectFrom(DRILL_WATCH)
                .where(DRILL_WATCH.DRILL_KEY.eq(drill.key()))
                .forUpdate()
                .fetchSingle();
        return row.getSchedule().equals(drill.schedule()) ? row.getWatchedTo() : now;
    }

    @Override
    public void watched(Drill drill, Instant to) {
        db.update(DRILL_WATCH)
                .set(DRILL_WATCH.SCHEDULE, drill.schedule())
                .set(DRILL_WATCH.WATCHED_TO, to)
                .where(DRILL_WATCH.DRILL_KEY.eq(drill.key()))
                .execute();
    }

    @Override
    public Optional<Long> insert(Start start) {
        RunId run = start.run();
        return db.insertInto(DRILL)
                .set(DRILL.DRILL_KEY, start.drill().key())
                .set(DRILL.TITLE, start.drill().title())
                .set(DRILL.PROCEDURE_KEY, start.drill().procedure())
                .set(DRILL.STATE, start.state().name())
                .set(DRILL.DUE_AT, start.dueAt())
                .set(DRILL.STARTED_AT, start.at())
                .set(DRILL.ENDED_AT, start.state() == DrillState.RUNNING ? null : start.at())
                .set(DRILL.RUN_ID, run == null ? null : run.value())
                .set(DRILL.REASON, start.reason())
                .set(DRILL.RTO_SECONDS, start.objectives().rtoCritical().toSeconds())
                .set(DRILL.RPO_SECONDS, start.objectives().rpoDatabase().toSeconds())
                .onConflictDoNothing()
                .returningResult(DRILL.ID)
                .fetchOptional(it -> it.value1());
    }

    @Override
    public Optional<Run> run(RunId run) {
        return db.select(
                        RUN.PROCEDURE_KEY,
                        RUN.STATE,
                        RUN.LAUNCHED_BY,
                        RUN.LAUNCHED_AT,
                        RUN.ENDED_AT,
                        RUN.REASON,
                        SNAPSHOT)
                .from(RUN)
                .where(RUN.ID.eq(run.value()))
                .fetchOptional(it -> new Run(
                        run,
                        it.value1(),
                        RunState.valueOf(it.value2()),
                        it.value3(),
                        it.value4(),
                        it.value5(),
                        it.value6(),
                        it.value7() == null ? null : Instant.parse(it.value7())));
    }

    @Override
    public Optional<Long> running(RunId run) {
        return db.select(DRILL.ID)
                .from(DRILL)
                .where(DRILL.RUN_ID.eq(run.value()))
                .and(DRILL.STATE.eq(DrillState.RUNNING.name()))
                .fetchOptional(DRILL.ID);
    }

    @Override
    public boolean known(RunId run) {
        return db.fetchExists(DRILL, DRILL.RUN_ID.eq(run.value()));
    }

    @Override
    public boolean link(RunId run, String procedure) {
        return db.update(DRILL)
                        .set(DRILL.RUN_ID, run.value())
                        .where(DRILL.ID.eq(select(DRILL.ID)
                                .from(DRILL)
                                .where(DRILL.PROCEDURE_KEY.eq(procedure))
                                .and(DRILL.STATE.eq(DrillState.RUNNING.name()))
                                .and(DRILL.RUN_ID.isNull())
                                .orderBy(DRILL.ID.desc())
                                .limit(1)))
                        .execute()
                == 1;
    }

    @Override
    public List<Long> neverLaunched(Instant before) {
        return db.select(DRILL.ID)
                .from(DRILL)
                .where(DRILL.STATE.eq(DrillState.RUNNING.name()))
                .and(DRILL.RUN_ID.isNull())
                .and(DRILL.STARTED_AT.lt(before))
                .fetch(DRILL.ID);
    }

    @Override
    public boolean end(long id, DrillState state, Instant at, @Nullable String reason, @Nullable Instant snapshotAt) {
        return db.update(DRILL)
                        .set(DRILL.STATE, state.name())
                        .set(DRILL.ENDED_AT, at)
                        .set(DRILL.REASON, reason)
                        .set(DRILL.SNAPSHOT_AT, snapshotAt)
                        .where(DRILL.ID.eq(id))
                        .and(DRILL.STATE.eq(DrillState.RUNNING.name()))
                        .execute()
                == 1;
    }
}
