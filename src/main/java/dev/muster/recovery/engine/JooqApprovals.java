package dev.muster.recovery.engine;

import static dev.muster.db.Tables.RUN_APPROVAL;

import dev.muster.recovery.Approval;
import dev.muster.recovery.RunId;
import dev.muster.security.Actor;
import java.time.Clock;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What people were asked to approve, and who did. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class JooqApprovals {

    private final DSLContext jooq;
    private final Clock clock;

    JooqApprovals(DSLContext jooq, Clock clock) {
        this.jooq = jooq;
        this.clock = clock;
    }

    public void ask(RunId run, int position, String hash, String login, String name) {
        jooq.insertInto(RUN_APPROVAL)
                .set(RUN_APPROVAL.RUN_ID, run.value())
                .set(RUN_APPROVAL.STEP_POSITION, position)
                .set(RUN_APPROVAL.HASH, hash)
                .set(RUN_APPROVAL.ASKED_BY, login)
                .set(RUN_APPROVAL.ASKED_NAME, name)
                .set(RUN_APPROVAL.ASKED_AT, clock.instant())
                .execute();
    }

    /** The newest question of the step that nobody has approved. */
    @Transactional(readOnly = true)
    public Optional<Approval> open(RunRecord run, int position) {
        return jooq.selectFrom(RUN_APPROVAL)
                .where(RUN_APPROVAL.RUN_ID.eq(run.id().value()))
                .and(RUN_APPROVAL.STEP_POSITION.eq(position))
                .orderBy(RUN_APPROVAL.ID.desc())
                .limit(1)
                .fetchOptional(it -> new Approval(
                        it.getId(),
                        position,
                        it.getHash(),
                        run.launchedBy(),
                        run.launchedName(),
                        it.getAskedBy(),
                        it.getAskedName(),
                        it.getAskedAt()));
    }

    public void approve(Approval approval, Actor actor) {
        jooq.update(RUN_APPROVAL)
                .set(RUN_APPROVAL.APPROVED_BY, actor.login())
                .set(RUN_APPROVAL.APPROVED_AT, clock.instant())
                .where(RUN_APPROVAL.ID.eq(approval.id()))
                .and(RUN_APPROVAL.APPROVED_BY.isNull())
                .execute();
    }
}
