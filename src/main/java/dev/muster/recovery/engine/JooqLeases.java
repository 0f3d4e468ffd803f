package dev.muster.recovery.engine;

import static dev.muster.db.Tables.RUN;
import static dev.muster.db.Tables.TARGET_LEASE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import dev.muster.recovery.step.StepContext.LostLease;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who may act on a target. All comparing of times is the database's, so that clocks of two consoles need not agree. */
@Repository
class JooqLeases {

    private static final Field<Instant> DATABASE_TIME = field("clock_timestamp()", Instant.class);
    private static final String NOBODY = "";

    private final DSLContext jooq;
    private final EngineSettings settings;

    JooqLeases(DSLContext jooq, EngineSettings settings) {
        this.jooq = jooq;
        this.settings = settings;
    }

    /** Takes the target for a run that wants to be driven, unless a living worker has it. */
    @Transactional
    public Optional<Lease> claim(RunId run, String holder) {
        String target = jooq.select(RUN.TARGET)
                .from(RUN)
                .where(RUN.ID.eq(run.value()))
                .and(RUN.STATE.in(RunState.QUEUED.name(), RunState.RUNNING.name()))
                .forUpdate()
                .fetchOne(RUN.TARGET);
        if (target == null) {
            return Optional.empty();
        }
        return jooq.insertInto(TARGET_LEASE)
                .set(TARGET_LEASE.TARGET, target)
                .set(TARGET_LEASE.EPOCH, 1L)
                .set(TARGET_LEASE.RUN_ID, run.value())
                .set(TARGET_LEASE.HOLDER, holder)
                .set(TARGET_LEASE.HEARTBEAT_AT, DATABASE_TIME)
                .onConflict(TARGET_LEASE.TARGET)
                .doUpdate()
                .set(TARGET_LEASE.EPOCH, TARGET_LEASE.EPOCH.plus(1))
                .set(TARGET_LEASE.RUN_ID, run.value())
                .set(TARGET_LEASE.HOLDER, holder)
                .set(TARGET_LEASE.HEARTBEAT_AT, DATABASE_TIME)
                .where(TARGET_LEASE.HOLDER.eq(NOBODY).or(expired()))
                .returningResult(TARGET_LEASE.EPOCH)
                .fetchOptional(Record1::value1)
                .map(epoch -> new Lease(target, epoch, run));
    }

    /** How a worker stands with its target. */
    enum Hold {
        OURS,
        /** Ours, and somebody has cancelled the run, which does not clean up yet. */
        CANCELLED,
        LOST
    }

    /** Says that the worker lives, and whether it may go on. Without waiting for the disk: the next sign comes soon. */
    @Transactional
    public Hold renew(Lease lease) {
        JooqCommits.withoutWaiting(jooq);
        return jooq.update(TARGET_LEASE)
                .set(TARGET_LEASE.HEARTBEAT_AT, DATABASE_TIME)
                .where(TARGET_LEASE.TARGET.eq(lease.target()))
                .and(TARGET_LEASE.EPOCH.eq(lease.epoch()))
                .returningResult(field(
                        select(field(RUN.CANCEL_REQUESTED.isTrue().and(RUN.DIRECTION.eq(Direction.FORWARD.name()))))
                                .from(RUN)
                                .where(RUN.ID.eq(lease.run().value()))))
                .fetchOptional()
                .map(it -> Boolean.TRUE.equals(it.value1()) ? Hold.CANCELLED : Hold.OURS)
                .orElse(Hold.LOST);
    }

    /**
     * Gives the target back; does nothing when another worker has it. The epoch stays, so it can only rise.
     *
     * @return whether a person let the run go on between its stop and this
     */
    @Transactional
    public boolean release(Lease lease) {
        return jooq.update(TARGET_LEASE)
                .set(TARGET_LEASE.HOLDER, NOBODY)
                .where(TARGET_LEASE.TARGET.eq(lease.target()))
                .and(TARGET_LEASE.EPOCH.eq(lease.epoch()))
                .returningResult(field(select(field(RUN.STATE.eq(RunState.QUEUED.name())))
                        .from(RUN)
                        .where(RUN.ID.eq(lease.run().value()))))
                .fetchOptional()
                .map(it -> Boolean.TRUE.equals(it.value1()))
                .orElse(false);
    }

    /**
     * Makes the rest of the caller's transaction safe: no other worker can take over before it ends.
     *
     * @throws LostLease when one already has
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void fence(Lease lease) {
        boolean held = jooq.selectOne()
                .from(TARGET_LEASE)
                .where(TARGET_LEASE.TARGET.eq(lease.target()))
                .and(TARGET_LEASE.EPOCH.eq(lease.epoch()))
                .forShare()
                .fetchOptional()
                .isPresent();
        if (!held) {
            throw new LostLease("another worker has taken over " + lease.target());
        }
    }

    /** Runs that should be driven and that nobody drives. */
    @Transactional(readOnly = true)
    public List<RunId> abandoned() {
        return jooq.select(RUN.ID)
                .from(RUN)
                .leftJoin(TARGET_LEASE)
                .on(TARGET_LEASE.TARGET.eq(RUN.TARGET))
                .where(RUN.STATE.in(inline(RunState.QUEUED.name()), inline(RunState.RUNNING.name())))
                .and(RUN.WAKE_AT.lt(field("clock_timestamp() - interval '1 second'", Instant.class)))
                .and(TARGET_LEASE
                        .TARGET
                        .isNull()
                        .or(TARGET_LEASE.HOLDER.eq(NOBODY))
                        .or(expired()))
                .orderBy(RUN.ID)
                .fetch(it -> new RunId(it.value1()));
    }

    private org.jooq.Condition expired() {
        return field(name("target_lease", "heartbeat_at"), Instant.class)
                .lt(field(
                        "clock_timestamp() - {0} * interval '1 millisecond'",
                        Instant.class, inline(settings.leaseLength().toMillis())));
    }
}
