package dev.muster.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.PostgresServer;
import dev.muster.practice.PracticeData;
import dev.muster.practice.Waiting;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.StepState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Backup, restore and rehearsal of the database with the database on one machine and BDC on another. */
class DatabaseOnMachinesIT extends MachineTest {

    private static final String LIVE = PracticeData.DATABASE;

    @Test
    void a_restore_stops_and_starts_bdc_with_systemctl_and_the_way_back_brings_the_lost_rows_back() {
        succeeds("back-up-database", Map.of());
        PostgresServer primary = estate.database(estate.primary());
        String backedUp = primary.value(LIVE, "select count(*) from users");
        String firstStart = estate.app1().run("systemctl", "show", "--property=ExecMainPID", "bdc");
        primary.execute(LIVE, "insert into users (email, display_name, region_id) values ('late@example.org', 'L', 1)");

        RunQuery.Detail run = succeeds("restore-database", Map.of());

        assertThat(run.facts()).containsKeys("app.down.ms", "data-loss.seconds");
        assertThat(rig.said(id(run)))
                .contains("systemctl stop --no-ask-password -- bdc")
                .doesNotContain(primaryPassword());
        assertThat(estate.app1().active("bdc")).isTrue();
        assertThat(estate.app1().run("systemctl", "show", "--property=ExecMainPID", "bdc"))
                .as("BDC was started anew")
                .isNotEqualTo(firstStart);
        // the restore wrote one user through BDC to prove it
        assertThat(primary.value(LIVE, "select count(*) from users where email = 'late@example.org'"))
                .isEqualTo("0");
        assertThat(estate.front(estate.app1(), "/health").body()).contains("\"up\"", LIVE);
        assertThat(estate.front(estate.app2(), "/users/count").status()).isEqualTo(200);
        Waiting.until(
                Duration.ofSeconds(20), "the standby has the restored database", () -> estate.database(estate.standby())
                        .value(LIVE, "select count(*) from users where email not like 'new-%'")
                        .equals(backedUp));

        RunQuery.Detail back = rig.wayBack(id(run));

        assertThat(back.steps()).allMatch(it -> it.state() == StepState.UNDONE);

        assertThat(primary.value(LIVE, "select count(*) from users where email = 'late@example.org'"))
                .isEqualTo("1");
        assertThat(estate.front(estate.app1(), "/health").status()).isEqualTo(200);
    }

    @Test
    void the_rehearsal_runs_the_applications_own_test_on_the_application_host_and_leaves_nothing() {
        succeeds("back-up-database", Map.of());
        String before = databasesAndRoles();

        RunQuery.Detail run = succeeds("drill-restore", Map.of());

        assertThat(run.steps().stream().filter(it -> it.type().equals("smoke-test")))
                .singleElement()
                .satisfies(it -> assertThat(it.summary()).contains("BDC is healthy on", "wrote one more"));
        assertThat(rig.said(id(run))).contains("app1 (" + estate.app1().address() + ":22): sudo -n");
        assertThat(databasesAndRoles()).isEqualTo(before);
    }

    private String databasesAndRoles() {
        return estate.database(estate.primary())
                .value(
                        "postgres",
                        "select (select string_agg(datname, ' ' order by 1) from pg_database) || ' '"
                                + " || (select string_agg(rolname, ' ' order by 1) from pg_roles)");
    }

    private String primaryPassword() {
        return rig.plan().databases().getFirst().password().reveal();
    }
}
