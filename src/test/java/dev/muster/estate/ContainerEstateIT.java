package dev.muster.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The machines are what the plan says, and the console reaches them as the plan says. */
class ContainerEstateIT extends MachineTest {

    @Test
    void every_machine_runs_its_services_under_systemd() {
        assertThat(estate.hosts()).allSatisfy(it -> {
            assertThat(it.run("cat", "/proc/1/comm")).isEqualTo("systemd");
            assertThat(it.ask("systemctl", "--failed", "--no-legend").output()).isBlank();
        });
        assertThat(estate.bdc(estate.app1(), "/users/count").body()).matches("\\{\"count\":12\\d\\d}");
        assertThat(estate.front(estate.app2(), "/health").body()).contains("bdc_production");
    }

    @Test
    void the_standby_takes_in_what_the_primary_writes() {
        estate.database(estate.primary()).execute("bdc_production", "create table if not exists streamed (v int)");
        dev.muster.practice.Waiting.until(
                java.time.Duration.ofSeconds(10), "the table is streamed", () -> estate.database(estate.standby())
                        .value("bdc_production", "select to_regclass('streamed') is not null")
                        .equals("t"));
        estate.database(estate.primary()).execute("bdc_production", "drop table streamed");
    }

    @Test
    void the_plan_reaches_every_service_with_systemctl_over_ssh() {
        assertThat(List.of("postgresql", "redis", "bdc", "nginx"))
                .allSatisfy(it -> assertThat(rig.service(it).running()).as(it).isTrue());
    }
}
