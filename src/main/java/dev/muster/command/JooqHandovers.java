package dev.muster.command;

import static dev.muster.db.Tables.HANDOVER;
import static dev.muster.db.Tables.ROLE_HOLDING;

import dev.muster.incident.IncidentId;
import dev.muster.roster.Attendance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JooqHandovers implements Handovers {

    private static final Condition OPEN = HANDOVER.STATE.eq(Handover.State.OPEN.name());

    private final DSLContext database;

    JooqHandovers(DSLContext database) {
        this.database = database;
    }

    @Override
    public Optional<Handover> find(long id) {
        return where(HANDOVER.ID.eq(id)).stream().findFirst();
    }

    @Override
    public List<Handover> openOf(IncidentId incident) {
        return where(OPEN.and(HANDOVER.INCIDENT_ID.eq(incident.value())));
    }

    @Override
    public List<Handover> openTo(String login) {
        return where(OPEN.and(HANDOVER.TO_LOGIN.eq(login)));
    }

    @Override
    public List<Handover> silent(Instant now) {
        return where(OPEN.and(HANDOVER.ANSWER_BY.le(now)));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public long add(
            Holding from, Attendance to, boolean toDeputy, SituationReport report, Instant at, Instant answerBy) {
        return database.insertInto(HANDOVER)
                .set(HANDOVER.INCIDENT_ID, from.incident().value())
                .set(HANDOVER.ROLE_KEY, from.role())
                .set(HANDOVER.HOLDING_ID, from.id())
                .set(HANDOVER.TO_LOGIN, to.login())
                .set(HANDOVER.TO_NAME, to.name())
                .set(HANDOVER.TO_DEPUTY, toDeputy)
                .set(HANDOVER.REPORT_PHASE, report.phase())
                .set(HANDOVER.REPORT_STATE, report.state())
                .set(HANDOVER.REPORT_TRIED, report.tried())
                .set(HANDOVER.REPORT_RULED_OUT, report.ruledOut())
                .set(HANDOVER.REPORT_WAITING_FOR, report.waitingFor())
                .set(HANDOVER.NEXT_CHECKPOINT, report.nextCheckpoint())
                .set(HANDOVER.OFFERED_AT, at)
                .set(HANDOVER.ANSWER_BY, answerBy)
                .set(HANDOVER.STATE, Handover.State.OPEN.name())
                .returningResult(HANDOVER.ID)
                .fetchSingle()
                .value1();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(Handover handover, Handover.State state, Instant at, @Nullable String reason) {
        int rows = database.update(HANDOVER)
                .set(HANDOVER.STATE, state.name())
                .set(HANDOVER.ENDED_AT, at)
                .set(HANDOVER.REASON, reason)
                .where(HANDOVER.ID.eq(handover.id()), OPEN)
                .execute();
        if (rows != 1) {
            throw new IllegalStateException("handover " + handover.id() + " had ended; its incident was not locked");
        }
    }

    private List<Handover> where(Condition condition) {
        return database.select(HANDOVER.fields())
                .select(ROLE_HOLDING.fields())
                .from(HANDOVER)
                .join(ROLE_HOLDING)
                .on(ROLE_HOLDING.ID.eq(HANDOVER.HOLDING_ID))
                .where(condition)
                .orderBy(HANDOVER.ID)
                .fetch(JooqHandovers::handover);
    }

    private static Handover handover(Record row) {
        return new Handover(
                row.get(HANDOVER.ID),
                JooqHoldings.holding(row),
                row.get(HANDOVER.TO_LOGIN),
                row.get(HANDOVER.TO_NAME),
                row.get(HANDOVER.TO_DEPUTY),
                new SituationReport(
                        row.get(HANDOVER.REPORT_PHASE),
                        row.get(HANDOVER.REPORT_STATE),
                        row.get(HANDOVER.REPORT_TRIED),
                        row.get(HANDOVER.REPORT_RULED_OUT),
                        row.get(HANDOVER.REPORT_WAITING_FOR),
                        row.get(HANDOVER.NEXT_CHECKPOINT)),
                row.get(HANDOVER.OFFERED_AT),
                row.get(HANDOVER.ANSWER_BY),
                Handover.State.valueOf(row.get(HANDOVER.STATE)),
                row.get(HANDOVER.ENDED_AT),
                row.get(HANDOVER.REASON));
    }
}
