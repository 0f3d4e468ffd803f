package dev.muster.recovery.engine;

import static dev.muster.db.Tables.RUN_LOG;

import dev.muster.recovery.RunId;
import dev.muster.recovery.RunLogged;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The rows of a run's log. */
@Repository
class JooqRunLog {

    private final DSLContext jooq;
    private final JooqLeases leases;
    private final ApplicationEventPublisher events;

    JooqRunLog(DSLContext jooq, JooqLeases leases, ApplicationEventPublisher events) {
        this.jooq = jooq;
        this.leases = leases;
        this.events = events;
    }

    @Transactional(readOnly = true)
    public long lastSeq(RunId run) {
        Long last = jooq.select(DSL.max(RUN_LOG.SEQ))
                .from(RUN_LOG)
                .where(RUN_LOG.RUN_ID.eq(run.value()))
                .fetchOneInto(Long.class);
        return last == null ? 0 : last;
    }

    /** Stores the lines with the numbers from {@code firstSeq} on; storing the same lines twice changes nothing. */
    @Transactional
    public void append(Lease lease, long firstSeq, List<RunLine> lines) {
        leases.fence(lease);
        var insert = jooq.insertInto(
                RUN_LOG, RUN_LOG.RUN_ID, RUN_LOG.SEQ, RUN_LOG.AT, RUN_LOG.STEP_POSITION, RUN_LOG.STREAM, RUN_LOG.LINE);
        long seq = firstSeq;
        for (RunLine line : lines) {
            insert = insert.values(
                    lease.run().value(),
                    seq++,
                    line.at(),
                    line.step(),
                    line.stream().name(),
                    line.text());
        }
        insert.onConflictDoNothing().execute();
        events.publishEvent(new RunLogged(lease.run()));
    }
}
