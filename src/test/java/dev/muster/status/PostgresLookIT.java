package dev.muster.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.plan.ServiceProbe;
import dev.muster.practice.PostgresCluster;
import dev.muster.practice.PracticeEstate;
import dev.muster.practice.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A primary and its standby, until the primary is gone. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PostgresLookIT {

    private static final ExecutorService POOL = Executors.newVirtualThreadPerTaskExecutor();
    private static final PracticeEstate ESTATE = PracticeEstate.empty();

    @BeforeAll
    static void open() {
        ESTATE.withPrimary().withStandby();
    }

    @AfterAll
    static void close() {
        ESTATE.close();
        POOL.close();
    }

    @Test
    @Order(1)
    void a_primary_takes_writes_and_names_timeline_and_standbys() {
        try (Look look = look(ESTATE.primary(), "template1", true)) {
            Answer answer = eventually(look, ServiceState.UP, "1 standby streaming");
            assertThat(answer.evidence())
                    .startsWith("takes writes")
                    .contains("timeline 1", "bytes and ", " s behind")
                    .containsPattern(", database \\d+ .?B and WAL \\d+ .?B on disk");
            assertThat(ESTATE.primary().value("postgres", "select count(*) from muster_heartbeat"))
                    .isEqualTo("1");
        }
    }

    @Test
    @Order(2)
    void a_standby_reads_only_and_says_how_far_behind_it_is() {
        try (Look look = look(ESTATE.standby(), "template1", false);
                Look written = look(ESTATE.standby(), "template1", true)) {
            assertThat(eventually(look, ServiceState.UP, "streams from the primary")
                            .evidence())
                    .contains(" s behind");
            assertThat(ask(written))
                    .returns(ServiceState.DEGRADED, Answer::state)
                    .extracting(Answer::evidence)
                    .asString()
                    .contains("in recovery");
        }
    }

    @Test
    @Order(3)
    void a_paused_replay_and_a_slot_that_lost_its_wal_are_degraded() {
        ESTATE.standby().execute("postgres", "select pg_wal_replay_pause()");
        try (Look look = look(ESTATE.standby(), "template1", false)) {
            eventually(look, ServiceState.DEGRADED, "replay is paused");
        } finally {
            ESTATE.standby().execute("postgres", "select pg_wal_replay_resume()");
        }
        ESTATE.primary().execute("postgres", "select pg_create_physical_replication_slot('left_alone', true)");
        try (Look look = look(ESTATE.primary(), "template1", false)) {
            eventually(look, ServiceState.UP, "1 slot that nobody reads");
            ESTATE.primary()
                    .execute(
                            "postgres",
                            "select pg_switch_wal()",
                            "create table of_wal as select generate_series(1, 300000)",
                            "select pg_switch_wal()");
            // Else the standby, a moment behind, would lose its own WAL too.
            Waiting.until(Duration.ofSeconds(20), "the standby has it all", () -> slots(
                            "bool_and(pg_current_wal_lsn() - restart_lsn < 100000)", "<>")
                    .equals("t"));
            ESTATE.primary()
                    .execute("postgres", "alter system set max_slot_wal_keep_size = '1MB'", "select pg_reload_conf()");
            Waiting.until(Duration.ofSeconds(20), "a checkpoint under the new setting", () -> {
                ESTATE.primary().execute("postgres", "checkpoint");
                return slots("wal_status", "=").equals("lost");
            });
            eventually(look, ServiceState.DEGRADED, "WAL that they need is gone: left_alone");
        } finally {
            ESTATE.primary()
                    .execute(
                            "postgres",
                            "select pg_drop_replication_slot('left_alone')",
                            "drop table of_wal",
                            "alter system reset max_slot_wal_keep_size",
                            "select pg_reload_conf()");
        }
    }

    @Test
    @Order(4)
    void a_database_that_is_not_there_is_an_outage() {
        try (Look missing = look(ESTATE.primary(), "bdc_production", false)) {
            assertThat(ask(missing))
                    .returns(ServiceState.DOWN, Answer::state)
                    .extracting(Answer::evidence)
                    .asString()
                    .contains("has no database bdc_production");
        }
    }

    @Test
    @Order(5)
    void a_read_only_server_is_down_for_writers() {
        ESTATE.primary()
                .execute("postgres", "alter system set default_transaction_read_only = on", "select pg_reload_conf()");
        try (Look look = look(ESTATE.primary(), "template1", true)) {
            eventually(look, ServiceState.DOWN, "read-only");
        } finally {
            ESTATE.primary()
                    .execute("postgres", "alter system reset default_transaction_read_only", "select pg_reload_conf()");
        }
    }

    @Test
    @Order(6)
    void a_killed_primary_is_down_at_the_next_look_and_its_standby_is_degraded() {
        try (Look primary = look(ESTATE.primary(), "template1", true);
                Look standby = look(ESTATE.standby(), "template1", false)) {
            eventually(primary, ServiceState.UP, "takes writes");
            ESTATE.primary().crash();
            assertThat(ask(primary).state()).isEqualTo(ServiceState.DOWN);
            eventually(standby, ServiceState.DEGRADED, "does not stream");
        }
    }

    private static String slots(String what, String leftAlone) {
        return ESTATE.primary()
                .value(
                        "postgres",
                        "select " + what + " from pg_replication_slots where slot_name " + leftAlone + " 'left_alone'");
    }

    private static Look look(PostgresCluster cluster, String database, boolean write) {
        return new PostgresLook(
                new ServiceProbe.Postgres("bdc", Optional.empty(), Optional.empty(), write, Duration.ofSeconds(30)),
                DetectionRig.database("bdc", cluster, database));
    }

    private static Answer ask(Look look) {
        try {
            return new Asking(look, Duration.ofSeconds(3), POOL).ask().orElseThrow();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer eventually(Look look, ServiceState state, String evidence) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Supplier<Answer> next = () -> ask(look);
        Answer answer = next.get();
        while (!(answer.state() == state && answer.evidence().contains(evidence)) && System.nanoTime() < end) {
            LockSupport.parkNanos(50_000_000);
            answer = next.get();
        }
        assertThat(answer.evidence()).contains(evidence);
        assertThat(answer.state()).isEqualTo(state);
        return answer;
    }
}
