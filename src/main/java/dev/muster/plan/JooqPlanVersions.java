package dev.muster.plan;

import static dev.muster.db.Tables.PLAN_IN_FORCE;
import static dev.muster.db.Tables.PLAN_VERSION;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record5;
import org.jooq.SelectSelectStep;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps plan versions and which one is in force; rows are only ever added. */
@Repository
class JooqPlanVersions {

    private final DSLContext jooq;

    JooqPlanVersions(DSLContext jooq) {
        this.jooq = jooq;
    }

    Optional<StoredPlan> version(long id) {
        return columns().from(PLAN_VERSION).where(PLAN_VERSION.ID.eq(id)).fetchOptional(JooqPlanVersions::stored);
    }

    Optional<StoredPlan> inForce() {
        return columns()
                .from(PLAN_IN_FORCE)
                .join(PLAN_VERSION)
                .on(PLAN_VERSION.ID.eq(PLAN_IN_FORCE.PLAN_VERSION_ID))
                .orderBy(PLAN_IN_FORCE.ID.desc())
                .limit(1)
                .fetchOptional(JooqPlanVersions::stored);
    }

    /** The row of that hash; a new one when there is none yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    StoredPlan keep(String hash, String name, String source, String yaml, Instant now) {
        jooq.insertInto(PLAN_VERSION)
                .set(PLAN_VERSION.HASH, hash)
                .set(PLAN_VERSION.NAME, name)
                .set(PLAN_VERSION.SOURCE, source)
                .set(PLAN_VERSION.YAML, yaml)
                .set(PLAN_VERSION.LOADED_AT, now)
                .onConflict(PLAN_VERSION.HASH)
                .doNothing()
                .execute();
        return columns().from(PLAN_VERSION).where(PLAN_VERSION.HASH.eq(hash)).fetchSingle(JooqPlanVersions::stored);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void putInForce(long id, Instant now) {
        jooq.insertInto(PLAN_IN_FORCE)
                .set(PLAN_IN_FORCE.PLAN_VERSION_ID, id)
                .set(PLAN_IN_FORCE.SINCE, now)
                .execute();
    }

    private SelectSelectStep<Record5<Long, String, String, Instant, String>> columns() {
        return jooq.select(
                PLAN_VERSION.ID, PLAN_VERSION.HASH, PLAN_VERSION.SOURCE, PLAN_VERSION.LOADED_AT, PLAN_VERSION.YAML);
    }

    private static StoredPlan stored(Record5<Long, String, String, Instant, String> row) {
        return new StoredPlan(row.value1(), row.value2(), row.value3(), row.value4(), row.value5());
    }
}
