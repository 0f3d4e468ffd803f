package dev.muster.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.PracticeData;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Both database machines change places, and change back. */
class SwitchoverOnMachinesIT extends MachineTest {

    @Test
    void primary_and_standby_change_places_and_back_and_no_row_is_lost() {
        changed(estate.primary(), estate.standby());
        changed(estate.standby(), estate.primary());
    }

    private void changed(EstateHost before, EstateHost after) {
        String last = estate.database(before)
                .value(
                        PracticeData.DATABASE,
                        "insert into users (email, display_name, region_id) values ('switch-" + System.nanoTime()
                                + "@example.org', 'S', 1) returning email");

        succeeds("switch-over-database", Map.of());

        assertThat(recovering(after)).isEqualTo("f");
        assertThat(recovering(before)).isEqualTo("t");
        assertThat(estate.database(after)
                        .value(PracticeData.DATABASE, "select count(*) from users where email = '" + last + "'"))
                .isEqualTo("1");
        assertThat(estate.database(after).value("postgres", "select state from pg_stat_replication"))
                .isEqualTo("streaming");
        assertThat(estate.app1().run("cat", ContainerEstate.APPLICATION + "/server/.env"))
                .contains("DATABASE_HOST=" + after.address());
        assertThat(estate.front(estate.app1(), "/users/count").status()).isEqualTo(200);
    }

    private String recovering(EstateHost host) {
        return estate.database(host).value("postgres", "select pg_is_in_recovery()");
    }
}
