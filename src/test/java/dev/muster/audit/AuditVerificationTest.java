package dev.muster.audit;

import static dev.muster.audit.AuditVerification.Fault.CHANGED;
import static dev.muster.audit.AuditVerification.Fault.MISPLACED;
import static dev.muster.audit.AuditVerification.Fault.MISSING;
import static dev.muster.audit.AuditWorld.JANE;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a forger does here he does as the owner of the database: the console's own role may do none of it. */
class AuditVerificationTest {

    private final AuditWorld world = new AuditWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void an_empty_log_is_whole() {
        assertThat(world.verified().whole()).isTrue();
        assertThat(world.verified().rows()).isZero();
    }

    @Test
    void a_log_that_nobody_touched_is_whole() {
        world.recorded(20);

        AuditVerification.Report report = world.verified();
        assertThat(report.whole()).isTrue();
        assertThat(report.rows()).isEqualTo(20);
        assertThat(report.lastSeq()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at = at + interval '1 microsecond'",
                "actor = 'eve'",
                "actor_name = 'Eve'",
                "actor_role = 'ADMIN'",
                "origin = '10.0.0.99'",
                "action = 'untick-item'",
                "subject_type = 'incident'",
                "subject_id = '8'",
                "before_value = null",
                "before_value = ''",
                "after_value = 'forged'",
                "result = 'failed'",
                "hash = sha256('forged')",
                "actor = 'jan', actor_name = 'eJane Smith'"
            })
    void a_changed_value_is_found_at_its_row(String change) throws SQLException {
        world.recorded(10);
        world.asOwner("update audit_entry set " + change + " where seq = 7");

        assertThat(world.verified().firstBad()).isEqualTo(new AuditVerification.BadRow(7, CHANGED));
        assertThat(world.verified().rows()).isEqualTo(6);
    }

    @Test
    void a_row_deleted_from_the_middle_is_missed() throws SQLException {
        world.recorded(10);
        world.asOwner("delete from audit_entry where seq = 4");

        assertThat(world.verified().firstBad()).isEqualTo(new AuditVerification.BadRow(4, MISSING));
    }

    @Test
    void the_first_row_is_missed_too() throws SQLException {
        world.recorded(3);
        world.asOwner("delete from audit_entry where seq = 1");

        assertThat(world.verified().firstBad()).isEqualTo(new AuditVerification.BadRow(1, MISSING));
    }

    @Test
    void a_gap_that_was_closed_by_new_numbers_is_found() throws SQLException {
        world.recorded(5);
        world.asOwner("delete from audit_entry where seq = 3");
        world.asOwner("update audit_entry set seq = 3 where seq = 4");
        world.asOwner("update audit_entry set seq = 4 where seq = 5");

        assertThat(world.verified().firstBad()).isEqualTo(new AuditVerification.BadRow(3, MISPLACED));
    }

    @Test
    void two_rows_that_changed_places_are_found_at_the_first() throws SQLException {
        world.recorded(10);
        world.asOwner("update audit_entry set seq = -5 where seq = 5");
        world.asOwner("update audit_entry set seq = 5 where seq = 6");
        world.asOwner("update audit_entry set seq = 6 where seq = -5");

        AuditVerification.BadRow bad = world.verified().firstBad();
        assertThat(bad).isEqualTo(new AuditVerification.BadRow(5, MISPLACED));
    }

    @Test
    void a_row_put_in_before_the_first_is_found() throws SQLException {
        world.recorded(3);
        world.asOwner("insert into audit_entry select 0, at, actor, actor_name, actor_role, origin, action, "
                + "subject_type, subject_id, before_value, after_value, result, previous_hash, hash "
                + "from audit_entry where seq = 1");

        assertThat(world.verified().firstBad()).isEqualTo(new AuditVerification.BadRow(0, MISPLACED));
    }

    @Test
    void a_long_log_is_read_bit_by_bit() throws SQLException {
        int rows = 100_000;
        insert(rows);

        AuditVerification.Report report = world.verified();
        assertThat(report.whole()).isTrue();
        assertThat(report.rows()).isEqualTo(rows);
        System.out.printf(
                "verified %d rows in %d ms: %d rows/s%n",
                rows,
                report.took().toMillis(),
                rows * 1_000_000_000L / report.took().toNanos());

        world.recorded(1);
        assertThat(world.verified().rows()).isEqualTo(rows + 1);
        world.asOwner("update audit_entry set after_value = 'forged' where seq = 99999");
        assertThat(world.verified().firstBad()).isEqualTo(new AuditVerification.BadRow(99_999, CHANGED));
    }

    private void insert(int rows) throws SQLException {
        HexFormat hex = HexFormat.of();
        Instant at = Instant.parse("2026-11-22T10:00:00Z");
        String previous = AuditHash.FIRST;
        try (Connection connection = world.database.asOwner();
                PreparedStatement insert = connection.prepareStatement("insert into audit_entry values "
                        + "(?, ?, ?, ?, ?, ?, 'tick-item', 'item', ?, 'OPEN', ?, 'done', ?, ?)")) {
            connection.setAutoCommit(false);
            for (int seq = 1; seq <= rows; seq++) {
                AuditEntry row = entry(seq, at.plusMillis(seq), previous);
                previous = AuditHash.of(row);
                insert.setLong(1, seq);
                insert.setTimestamp(2, Timestamp.from(row.at()));
                List<String> actor = List.of(row.actor(), row.actorName(), row.actorRole(), row.origin());
                for (int i = 0; i < actor.size(); i++) {
                    insert.setString(3 + i, actor.get(i));
                }
                insert.setString(7, row.subjectId());
                insert.setString(8, row.after());
                insert.setBytes(9, hex.parseHex(row.previousHash()));
                insert.setBytes(10, hex.parseHex(previous));
                insert.addBatch();
                if (seq % 5000 == 0) {
                    insert.executeBatch();
                }
            }
            connection.commit();
        }
    }

    private static AuditEntry entry(long seq, Instant at, String previousHash) {
        return new AuditEntry(
                seq,
                at,
                JANE.login(),
                JANE.name(),
                JANE.role().name(),
                JANE.origin(),
                "tick-item",
                "item",
                String.valueOf(seq),
                "OPEN",
                "DONE: Restore from backups, item " + seq,
                "done",
                previousHash,
                "");
    }
}
