package dev.muster.recovery.engine;

import static dev.muster.db.Tables.RUN_LOG;

import dev.muster.recovery.RunId;
import dev.muster.recovery.RunLogged;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The rows of a run's log. */
@Repository
class JooqRunLog {

    /** One array for each column: a statement of a few bind values, however many lines. */
    private static final String APPEND = """
        insert into run_log (run_id, seq, at, step_position, stream, line)
        select {0}, {1} + line.number, line.at::timestamptz, line.step::integer, line.stream, line.text
        from unnest({2}::text[], {3}::text[], {4}::text[], {5}::text[])
             with ordinality as line(at, step, stream, text, number)
        on conflict do nothing
        """;

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

    /**
     * Stores the lines with the numbers from {@code firstSeq} on; storing the same lines twice changes nothing. Without
     * waiting for the disk: the outcome of the step, which is stored after its lines, waits for all of them.
     */
    @Transactional
    public void append(Lease lease, long firstSeq, List<RunLine> lines) {
        JooqCommits.withoutWaiting(jooq);
        leases.fence(lease);
        jooq.execute(
                APPEND,
                DSL.val(lease.run().value()),
                DSL.val(firstSeq - 1),
                DSL.val(texts(lines, it -> it.at().toString())),
                DSL.val(texts(lines, it -> Integer.toString(it.step()))),
                DSL.val(texts(lines, it -> it.stream().name())),
                DSL.val(texts(lines, RunLine::text)));
        events.publishEvent(new RunLogged(lease.run()));
    }

    private static String[] texts(List<RunLine> lines, Function<RunLine, String> column) {
        return lines.stream().map(column).toArray(String[]::new);
    }
}
