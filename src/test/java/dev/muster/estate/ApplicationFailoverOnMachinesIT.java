package dev.muster.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.recovery.RunQuery;
import dev.muster.recovery.StepState;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The nginx of one machine leads requests to BDC on another one. */
class ApplicationFailoverOnMachinesIT extends MachineTest {

    private static final String FILE = "/etc/nginx/sites-available/bdc-failover";

    @AfterEach
    void bdc_runs() {
        estate.app1().run("systemctl", "start", "bdc");
    }

    @Test
    void requests_go_to_the_second_host_and_the_way_back_brings_the_file_of_before() {
        String before = estate.app1().run("cat", FILE);
        String master = masterProcess();

        RunQuery.Detail run = succeeds("fail-over-application", Map.of());

        estate.app1().run("systemctl", "stop", "bdc");
        assertThat(estate.front(estate.app1(), "/health").status()).isEqualTo(200);
        assertThat(estate.app1().run("cat", FILE)).contains(estate.app2().address() + ":5000");
        assertThat(masterProcess()).as("reloaded, not restarted").isEqualTo(master);
        estate.app1().run("systemctl", "start", "bdc");

        RunQuery.Detail back = rig.wayBack(id(run));

        assertThat(back.steps()).allMatch(it -> it.state() == StepState.UNDONE);
        assertThat(estate.app1().run("cat", FILE)).isEqualTo(before);
        assertThat(estate.front(estate.app1(), "/health").status()).isEqualTo(200);
    }

    @Test
    void a_second_host_that_is_not_well_takes_no_requests() {
        estate.app2().run("systemctl", "stop", "bdc");
        try {
            assertThat(blocks("fail-over-application")).contains("app2");
        } finally {
            estate.app2().run("systemctl", "start", "bdc");
        }
    }

    private String masterProcess() {
        return estate.app1().run("systemctl", "show", "--property=MainPID", "nginx");
    }
}
