package dev.muster.roster;

import static dev.muster.db.Tables.ACCOUNT;
import static dev.muster.db.Tables.PRESENCE;

import dev.muster.security.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record5;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JooqAttendances {

    private final DSLContext database;

    JooqAttendances(DSLContext database) {
        this.database = database;
    }

    List<Attendance> all() {
        return attendances().orderBy(ACCOUNT.DISPLAY_NAME, ACCOUNT.LOGIN).fetch(JooqAttendances::attendance);
    }

    Optional<Attendance> find(String login) {
        return attendances().where(ACCOUNT.LOGIN.eq(login)).fetchOptional(JooqAttendances::attendance);
    }

    Set<String> seenSince(Instant since) {
        return database.select(PRESENCE.LOGIN)
                .from(PRESENCE)
                .where(PRESENCE.SEEN_AT.gt(since))
                .fetchSet(PRESENCE.LOGIN);
    }

    /** The later sign counts: another console may have written meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    void seen(String login, Instant at) {
        database.insertInto(PRESENCE, PRESENCE.LOGIN, PRESENCE.SEEN_AT)
                .select(DSL.select(ACCOUNT.LOGIN, DSL.val(at)).from(ACCOUNT).where(ACCOUNT.LOGIN.eq(login)))
                .onConflict(PRESENCE.LOGIN)
                .doUpdate()
                .set(PRESENCE.SEEN_AT, DSL.greatest(PRESENCE.SEEN_AT, DSL.excluded(PRESENCE.SEEN_AT)))
                .execute();
    }

    private SelectOnConditionStep<Record5<String, String, String, Boolean, Instant>> attendances() {
        return database.select(ACCOUNT.LOGIN, ACCOUNT.DISPLAY_NAME, ACCOUNT.ROLE, ACCOUNT.ENABLED, PRESENCE.SEEN_AT)
                .from(ACCOUNT)
                .leftJoin(PRESENCE)
                .on(PRESENCE.LOGIN.eq(ACCOUNT.LOGIN));
    }

    private static Attendance attendance(Record row) {
        return new Attendance(
                row.get(ACCOUNT.LOGIN),
                row.get(ACCOUNT.DISPLAY_NAME),
                Role.valueOf(row.get(ACCOUNT.ROLE)),
                row.get(ACCOUNT.ENABLED),
                row.get(PRESENCE.SEEN_AT));
    }
}
