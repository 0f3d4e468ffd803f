package dev.muster.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.PracticeData;
import dev.muster.recovery.RunQuery;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All machines of BDC are isolated at once, and released as they were. */
class IsolationOnMachinesIT extends MachineTest {

    @Test
    void bdc_is_closed_stopped_and_locked_out_with_evidence_of_every_machine_and_released_again() {
        succeeds("back-up-application", Map.of());
        succeeds("back-up-database", Map.of());
        estate.app1().shell("echo '<script>' >> " + ContainerEstate.APPLICATION + "/public/index.html");

        RunQuery.Detail run = succeeds("isolate-system", Map.of());

        assertThat(estate.front(estate.app1(), "/health").status()).isEqualTo(503);
        assertThat(estate.app1().active("bdc")).isFalse();
        assertThat(canLogIn()).isEqualTo("f");
        assertThat(rig.said(id(run))).contains("public/index.html");

        rig.wayBack(id(run));

        assertThat(canLogIn()).isEqualTo("t");
        assertThat(estate.app1().active("bdc")).isTrue();
        assertThat(estate.front(estate.app1(), "/users/count").status()).isEqualTo(200);
    }

    private String canLogIn() {
        return estate.database(estate.primary())
                .value("postgres", "select rolcanlogin from pg_roles where rolname = '" + PracticeData.ROLE + "'");
    }
}
