package dev.muster.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.PracticeData;
import dev.muster.practice.Waiting;
import dev.muster.recovery.RunQuery;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The standby takes over from a primary that is lost, and the old primary follows it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailoverOnMachinesIT extends MachineTest {

    private static final String UNIT = "postgresql@15-main";

    @AfterAll
    void the_roles_are_not_as_they_were() {
        if (estate != null) {
            estate.spend();
        }
    }

    @Test
    @Order(1)
    void a_primary_that_runs_is_not_failed_over() {
        assertThat(blocks("fail-over-database")).contains("it is not gone, seen from the console");
    }

    @Test
    @Order(2)
    void a_primary_whose_server_died_is_fenced_over_ssh_and_bdc_writes_to_the_promoted_standby() {
        String written = insert(estate.primary(), "before");
        Waiting.until(Duration.ofSeconds(10), "the standby has the row", () -> users(estate.standby(), written) == 1);
        estate.primary().run("systemctl", "kill", "--signal=KILL", UNIT);
        Waiting.until(
                Duration.ofSeconds(10), "it is dead", () -> !estate.primary().active(UNIT));

        RunQuery.Detail run = succeeds("fail-over-database", Map.of());

        assertThat(inRecovery(estate.standby())).isEqualTo("f");
        assertThat(users(estate.standby(), written)).isEqualTo(1);
        assertThat(estate.app1().run("cat", ContainerEstate.APPLICATION + "/server/.env"))
                .contains("DATABASE_HOST=" + estate.standby().address());
        assertThat(estate.app1().run("stat", "-c", "%U %a", ContainerEstate.APPLICATION + "/server/.env"))
                .isEqualTo("www-data 600");
        assertThat(estate.front(estate.app1(), "/users/count").status()).isEqualTo(200);
        assertThat(rig.said(id(run))).doesNotContain(password());
        // whoever starts the old one now starts a server that cannot write
        estate.primary().run("systemctl", "start", UNIT);
        assertThat(inRecovery(estate.primary())).isEqualTo("t");
    }

    @Test
    @Order(3)
    void the_old_primary_follows_the_new_one() {
        succeeds("rejoin-database", Map.of());

        String written = insert(estate.standby(), "after");
        Waiting.until(
                Duration.ofSeconds(20), "the old primary has the row", () -> users(estate.primary(), written) == 1);
        assertThat(inRecovery(estate.primary())).isEqualTo("t");
        assertThat(estate.primary().active(UNIT)).isTrue();
    }

    @Test
    @Order(4)
    void a_primary_without_power_is_fenced_by_stopping_bdc_which_comes_back_at_the_other_address() {
        String written = insert(estate.standby(), "power");
        Waiting.until(Duration.ofSeconds(10), "the row is there", () -> users(estate.primary(), written) == 1);
        estate.standby().cutPower();

        RunQuery.Detail run = succeeds("fail-over-database", Map.of());

        assertThat(inRecovery(estate.primary())).isEqualTo("f");
        assertThat(users(estate.primary(), written)).isEqualTo(1);
        assertThat(rig.said(id(run))).contains("systemctl stop --no-ask-password -- bdc");
        assertThat(estate.app1().run("cat", ContainerEstate.APPLICATION + "/server/.env"))
                .contains("DATABASE_HOST=" + estate.primary().address());
        assertThat(estate.front(estate.app1(), "/users/count").status()).isEqualTo(200);
    }

    private String insert(EstateHost host, String name) {
        String email = name + "-" + System.nanoTime() + "@example.org";
        estate.database(host)
                .execute(
                        PracticeData.DATABASE,
                        "insert into users (email, display_name, region_id) values ('" + email + "', 'N', 1)");
        return email;
    }

    private int users(EstateHost host, String email) {
        return Integer.parseInt(estate.database(host)
                .value(PracticeData.DATABASE, "select count(*) from users where email = '" + email + "'"));
    }

    private String inRecovery(EstateHost host) {
        return estate.database(host).value("postgres", "select pg_is_in_recovery()");
    }

    private String password() {
        return rig.plan().databases().getFirst().password().reveal();
    }
}
