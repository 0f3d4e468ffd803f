package dev.muster.audit;

import static dev.muster.db.Tables.AUDIT_ENTRY;

import dev.muster.security.Actor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Appends rows one after the other under a lock that keeps the chain free of gaps. The rows of a transaction are written
 * as the last thing before its commit: so the lock is held for a moment only, and nobody who holds it waits for a row
 * that somebody else has locked.
 */
@Repository
class JooqAuditLog implements AuditLog {

    /** "MusterAu", so that nobody takes the same number by chance. */
    private static final long LOCK = 0x4D75737465724175L;

    /** Its index has no room for longer texts, and a failed sign-in may come with any. */
    private static final int LONGEST_SUBJECT = 400;

    private final DSLContext database;
    private final Clock clock;

    JooqAuditLog(DSLContext database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Actor actor, AuditFact fact) {
        Waiting waiting = TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Waiting.class::isInstance)
                .map(Waiting.class::cast)
                .findFirst()
                .orElseGet(this::registered);
        waiting.add(new Act(clock.instant(), actor, fact));
    }

    @Override
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void recordAlone(Actor actor, AuditFact fact) {
        append(List.of(new Act(clock.instant(), actor, fact)));
    }

    private record Act(Instant at, Actor actor, AuditFact fact) {}

    private Waiting registered() {
        Waiting waiting = new Waiting();
        TransactionSynchronizationManager.registerSynchronization(waiting);
        return waiting;
    }

    /** The acts of one transaction. */
    private final class Waiting implements TransactionSynchronization {

        private final List<Act> acts = new ArrayList<>();
        private boolean written;

        void add(Act act) {
            if (written) {
                append(List.of(act));
            } else {
                acts.add(act);
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            append(acts);
            written = true;
        }
    }

    private void append(List<Act> acts) {
        database.select(DSL.function("pg_advisory_xact_lock", Object.class, DSL.val(LOCK)))
                .execute();
        Record2<Long, byte[]> last = database.select(AUDIT_ENTRY.SEQ, AUDIT_ENTRY.HASH)
                .from(AUDIT_ENTRY)
                .orderBy(AUDIT_ENTRY.SEQ.desc())
                .limit(1)
                .fetchOne();
        long seq = last == null ? 0 : last.value1();
        String hash = last == null ? AuditHash.FIRST : HexFormat.of().formatHex(last.value2());
        for (Act act : acts) {
            seq++;
            AuditEntry row = row(seq, hash, act);
            hash = AuditHash.of(row);
            insert(row, hash);
        }
    }

    private AuditEntry row(long seq, String previousHash, Act act) {
        Actor actor = act.actor();
        AuditFact fact = act.fact();
        return new AuditEntry(
                seq,
                // PostgreSQL keeps no more, and the hash must come out the same when the row is read again.
                act.at().truncatedTo(ChronoUnit.MICROS),
                storable(actor.login()),
                storable(actor.name()),
                actor.role().name(),
                storable(actor.origin()),
                storable(fact.action()),
                storable(fact.subjectType()),
                storable(shortened(fact.subjectId())),
                storableOrNull(fact.before()),
                storableOrNull(fact.after()),
                storable(fact.result()),
                previousHash,
                "");
    }

    private void insert(AuditEntry row, String hash) {
        HexFormat hex = HexFormat.of();
        database.insertInto(AUDIT_ENTRY)
                .set(AUDIT_ENTRY.SEQ, row.seq())
                .set(AUDIT_ENTRY.AT, row.at())
                .set(AUDIT_ENTRY.ACTOR, row.actor())
                .set(AUDIT_ENTRY.ACTOR_NAME, row.actorName())
                .set(AUDIT_ENTRY.ACTOR_ROLE, row.actorRole())
                .set(AUDIT_ENTRY.ORIGIN, row.origin())
                .set(AUDIT_ENTRY.ACTION, row.action())
                .set(AUDIT_ENTRY.SUBJECT_TYPE, row.subjectType())
                .set(AUDIT_ENTRY.SUBJECT_ID, row.subjectId())
                .set(AUDIT_ENTRY.BEFORE_VALUE, row.before())
                .set(AUDIT_ENTRY.AFTER_VALUE, row.after())
                .set(AUDIT_ENTRY.RESULT, row.result())
                .set(AUDIT_ENTRY.PREVIOUS_HASH, hex.parseHex(row.previousHash()))
                .set(AUDIT_ENTRY.HASH, hex.parseHex(hash))
                .execute();
    }

    /** PostgreSQL keeps neither a zero character nor half a surrogate pair; an act must not fail for one. */
    private static String storable(String text) {
        String pairs = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return pairs.replace('\0', '\uFFFD');
    }

    private static @Nullable String storableOrNull(@Nullable String text) {
        return text == null ? null : storable(text);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_SUBJECT ? text : text.substring(0, LONGEST_SUBJECT) + "…";
    }
}
