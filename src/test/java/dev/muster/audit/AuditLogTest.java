package dev.muster.audit;

import static dev.muster.audit.AuditWorld.CHARLIE;
import static dev.muster.audit.AuditWorld.JANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.IllegalTransactionStateException;

class AuditLogTest {

    private final AuditWorld world = new AuditWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_row_says_who_did_what_on_what_when_and_from_where() {
        world.recorded(JANE, AuditFact.done("declare-incident", "incident", "INC-7", null, "SEV 1 Datenbank zerstört"));

        AuditEntry row = everything().getFirst();
        assertThat(row.seq()).isEqualTo(1);
        assertThat(row.at()).isEqualTo(Instant.parse("2026-11-22T12:00:00.123456Z"));
        assertThat(row.actor()).isEqualTo("jane");
        assertThat(row.actorName()).isEqualTo("Jane Smith");
        assertThat(row.actorRole()).isEqualTo("COMMANDER");
        assertThat(row.origin()).isEqualTo("10.0.0.4");
        assertThat(row.action()).isEqualTo("declare-incident");
        assertThat(row.subjectType() + " " + row.subjectId()).isEqualTo("incident INC-7");
        assertThat(row.before()).isNull();
        assertThat(row.after()).isEqualTo("SEV 1 Datenbank zerstört");
        assertThat(row.result()).isEqualTo("done");
        assertThat(row.previousHash()).isEqualTo("0".repeat(64));
        assertThat(row.hash()).isEqualTo(AuditHash.of(row));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set after_value = 'forged'",
                "delete from audit_entry",
                "truncate audit_entry",
                "alter table audit_entry disable trigger all",
                "drop table audit_entry"
            })
    void the_role_of_the_console_cannot_touch_rows(String sql) throws SQLException {
        world.recorded(2);
        try (Connection connection = world.database.asApplication();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
        assertThat(world.verified().rows()).isEqualTo(2);
    }

    @Test
    void an_act_is_not_recorded_without_a_transaction() {
        assertThatThrownBy(() -> world.log().record(JANE, AuditFact.done("tick-item", "item", 1, null, null)))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThat(world.rows()).isZero();
    }

    @Test
    void an_act_that_is_rolled_back_leaves_no_row_and_no_gap() {
        world.recorded(1);
        world.transaction().executeWithoutResult(status -> {
            world.log().record(JANE, AuditFact.done("tick-item", "item", 1, null, null));
            status.setRollbackOnly();
        });
        world.recorded(1);

        assertThat(world.verified().whole()).isTrue();
        assertThat(world.rows()).isEqualTo(2);
    }

    @Test
    void a_refused_act_leaves_its_row_though_its_transaction_is_rolled_back() {
        world.transaction().executeWithoutResult(status -> {
            world.log().record(JANE, AuditFact.done("launch-run", "run", 1, null, null));
            world.log().recordAlone(CHARLIE, AuditFact.refused("launch-run", "run", 2, "needs COMMANDER"));
            status.setRollbackOnly();
        });

        assertThat(everything()).singleElement().satisfies(row -> assertThat(row.result())
                .isEqualTo("refused: needs COMMANDER"));
    }

    @Test
    void the_acts_of_one_transaction_stand_in_their_order() {
        world.transaction().executeWithoutResult(status -> {
            for (int i = 1; i <= 5; i++) {
                world.log().record(JANE, AuditFact.done("tick-item", "item", i, null, null));
            }
        });

        assertThat(everything()).extracting(AuditEntry::subjectId).containsExactly("5", "4", "3", "2", "1");
        assertThat(world.verified().whole()).isTrue();
    }

    @Test
    void eight_threads_keep_a_chain_without_gaps() throws InterruptedException, ExecutionException {
        List<Future<?>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int thread = 0; thread < 8; thread++) {
                futures.add(threads.submit(() -> world.recorded(25)));
            }
        }
        for (Future<?> future : futures) {
            future.get();
        }

        assertThat(world.verified().whole()).isTrue();
        assertThat(world.query().search(AuditQuery.Filter.EVERYTHING, 0, 500))
                .extracting(AuditEntry::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 200)
                        .map(it -> 201 - it)
                        .boxed()
                        .toList());
    }

    @Test
    void any_text_can_be_recorded() {
        Actor odd = new Actor("x".repeat(3000), "\uD800 half a pair", Role.VIEWER, "zero \0 character");
        world.recorded(odd, AuditFact.refused("sign-in", "account", "y".repeat(9000), "emoji 🚒, \r\n\t\u2028"));

        assertThat(world.verified().whole()).isTrue();
        assertThat(everything().getFirst().result()).isEqualTo("refused: emoji 🚒, \r\n\t\u2028");
    }

    @Test
    void rows_are_found_by_time_person_act_subject_and_text() {
        world.recorded(JANE, AuditFact.done("declare-incident", "incident", 7, null, "SEV 1 100% of users_table"));
        world.clock.turn(Duration.ofHours(1));
        world.recorded(CHARLIE, AuditFact.done("tick-item", "item", 71, "OPEN", "DONE: Call the provider"));
        Instant later = world.clock.instant().truncatedTo(ChronoUnit.MICROS);

        assertThat(found(new AuditQuery.Filter(later, null, "", "", "", ""))).containsExactly(2L);
        assertThat(found(new AuditQuery.Filter(null, later, "", "", "", ""))).containsExactly(1L);
        assertThat(found(new AuditQuery.Filter(null, null, "WILSON", "", "", "")))
                .containsExactly(2L);
        assertThat(found(new AuditQuery.Filter(null, null, "", "declare-incident", "", "")))
                .containsExactly(1L);
        assertThat(found(new AuditQuery.Filter(null, null, "", "", "incident 7", "")))
                .containsExactly(1L);
        assertThat(found(new AuditQuery.Filter(null, null, "", "", "7", ""))).containsExactly(2L, 1L);
        assertThat(found(new AuditQuery.Filter(null, null, "", "", "", "the PROVIDER")))
                .containsExactly(2L);
        assertThat(found(new AuditQuery.Filter(null, null, "", "", "", "100% of users_t")))
                .containsExactly(1L);
        assertThat(found(new AuditQuery.Filter(null, null, "", "", "", "100_"))).isEmpty();
        assertThat(found(new AuditQuery.Filter(null, null, "jane", "tick-item", "", "")))
                .isEmpty();
        assertThat(world.query().actions()).containsExactly("declare-incident", "tick-item");
    }

    private List<Long> found(AuditQuery.Filter filter) {
        List<Long> rows = world.query().search(filter, 0, 50).stream()
                .map(AuditEntry::seq)
                .toList();
        assertThat(world.query().count(filter)).isEqualTo(rows.size());
        return rows;
    }

    private List<AuditEntry> everything() {
        return world.query().search(AuditQuery.Filter.EVERYTHING, 0, 100);
    }
}
