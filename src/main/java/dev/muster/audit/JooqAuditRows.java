package dev.muster.audit;

import static dev.muster.db.Tables.AUDIT_ENTRY;

import dev.muster.db.tables.records.AuditEntryRecord;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads rows for the search and, one after the other, for the verification. */
@Repository
class JooqAuditRows implements AuditQuery, AuditVerification {

    private static final int ROWS_AT_ONCE = 1000;

    private final DSLContext database;

    JooqAuditRows(DSLContext database) {
        this.database = database;
    }

    @Override
    public List<AuditEntry> search(Filter filter, int offset, int limit) {
        return database.selectFrom(AUDIT_ENTRY)
                .where(condition(filter))
                .orderBy(AUDIT_ENTRY.SEQ.desc())
                .offset(offset)
                .limit(limit)
                .fetch(JooqAuditRows::entry);
    }

    @Override
    public int count(Filter filter) {
        return database.fetchCount(AUDIT_ENTRY, condition(filter));
    }

    @Override
    public Optional<AuditEntry> find(long seq) {
        return database.selectFrom(AUDIT_ENTRY).where(AUDIT_ENTRY.SEQ.eq(seq)).fetchOptional(JooqAuditRows::entry);
    }

    @Override
    public List<String> actions() {
        return database.selectDistinct(AUDIT_ENTRY.ACTION)
                .from(AUDIT_ENTRY)
                .orderBy(AUDIT_ENTRY.ACTION)
                .fetch(AUDIT_ENTRY.ACTION);
    }

    /** One statement sees one state of the log; a transaction, since only there the driver hands out rows bit by bit. */
    @Override
    @Transactional(readOnly = true)
    public Report verify() {
        long start = System.nanoTime();
        long seq = 0;
        String hash = AuditHash.FIRST;
        BadRow bad = null;
        try (Cursor<AuditEntryRecord> rows = database.selectFrom(AUDIT_ENTRY)
                .orderBy(AUDIT_ENTRY.SEQ)
                .fetchSize(ROWS_AT_ONCE)
                .fetchLazy()) {
            for (AuditEntryRecord read : rows) {
                AuditEntry row = entry(read);
                bad = fault(row, seq + 1, hash);
                if (bad != null) {
                    break;
                }
                seq = row.seq();
                hash = row.hash();
            }
        }
        return new Report(seq, Duration.ofNanos(System.nanoTime() - start), bad, seq, hash);
    }

    private static @Nullable BadRow fault(AuditEntry row, long expected, String previousHash) {
        if (row.seq() < expected) {
            return new BadRow(row.seq(), Fault.MISPLACED);
        }
        if (row.seq() > expected) {
            return new BadRow(expected, Fault.MISSING);
        }
        if (!AuditHash.of(row).equals(row.hash())) {
            return new BadRow(row.seq(), Fault.CHANGED);
        }
        return row.previousHash().equals(previousHash) ? null : new BadRow(row.seq(), Fault.MISPLACED);
    }

    private static Condition condition(Filter filter) {
        Condition condition = DSL.noCondition();
        if (filter.from() != null) {
            condition = condition.and(AUDIT_ENTRY.AT.ge(filter.from()));
        }
        if (filter.until() != null) {
            condition = condition.and(AUDIT_ENTRY.AT.lt(filter.until()));
        }
        if (!filter.actor().isBlank()) {
            String actor = filter.actor().strip();
            condition = condition.and(
                    AUDIT_ENTRY.ACTOR.containsIgnoreCase(actor).or(AUDIT_ENTRY.ACTOR_NAME.containsIgnoreCase(actor)));
        }
        if (!filter.action().isBlank()) {
            condition = condition.and(AUDIT_ENTRY.ACTION.eq(filter.action().strip()));
        }
        if (!filter.subject().isBlank()) {
            condition = condition.and(DSL.concat(AUDIT_ENTRY.SUBJECT_TYPE, DSL.inline(" "), AUDIT_ENTRY.SUBJECT_ID)
                    .containsIgnoreCase(filter.subject().strip()));
        }
        if (!filter.text().isBlank()) {
            // A line break between the columns: no searched line can reach from one into the next.
            condition = condition.and(DSL.field(
                            "concat_ws({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9})",
                            String.class,
                            DSL.inline("\n"),
                            AUDIT_ENTRY.ACTOR,
                            AUDIT_ENTRY.ACTOR_NAME,
                            AUDIT_ENTRY.ORIGIN,
                            AUDIT_ENTRY.ACTION,
                            AUDIT_ENTRY.SUBJECT_TYPE,
                            AUDIT_ENTRY.SUBJECT_ID,
                            AUDIT_ENTRY.BEFORE_VALUE,
                            AUDIT_ENTRY.AFTER_VALUE,
                            AUDIT_ENTRY.RESULT)
                    .containsIgnoreCase(filter.text().strip()));
        }
        return condition;
    }

    private static AuditEntry entry(AuditEntryRecord row) {
        HexFormat hex = HexFormat.of();
        return new AuditEntry(
                row.getSeq(),
                row.getAt(),
                row.getActor(),
                row.getActorName(),
                row.getActorRole(),
                row.getOrigin(),
                row.getAction(),
                row.getSubjectType(),
                row.getSubjectId(),
                row.getBeforeValue(),
                row.getAfterValue(),
                row.getResult(),
                hex.formatHex(row.getPreviousHash()),
                hex.formatHex(row.getHash()));
    }
}
