package dev.muster.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.practice.Waiting;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What goes wrong in the middle of it. */
class FailoverFaultsIT {

    private static final String FAIL_OVER = "fail-over-database";

    @Test
    void a_primary_that_hangs_and_comes_back_commits_nothing_beside_the_new_one() {
        try (FailoverRig rig = new FailoverRig();
                Writers writers = new Writers(rig.primary, "h", 4, 64)) {
            Waiting.until(Duration.ofSeconds(20), "200 tokens", () -> writers.acknowledged.size() > 200);
            rig.see();
            rig.hangPrimary();

            RunQuery.Detail run = rig.run(FAIL_OVER, Map.of());

            FailoverRig.succeeded(run);
            // it comes back, as by systemd or a reboot
            rig.primary.start();
            assertThatThrownBy(() -> rig.primary.execute("bdc_production", "insert into token values ('late', '')"))
                    .hasMessageContaining("read-only");
            assertThat(writers.missing(rig.standby))
                    .hasSizeLessThanOrEqualTo(Integer.parseInt(run.facts().get(Loss.TRANSACTIONS)));
        }
    }

    @Test
    void a_standby_that_dies_before_its_promotion_is_brought_up_and_promoted_by_a_retry() {
        // the plan's fencing command itself takes the standby down: the step after it finds nobody
        try (FailoverRig rig = new FailoverRig(FailoverFaultsIT::fenceThatKillsTheStandby)) {
            rig.killPrimary();

            RunQuery.Detail run = rig.run(FAIL_OVER, Map.of());

            assertThat(run.summary().reason()).contains("is not there to be promoted: it no answer");
            rig.standby.start();
            rig.runs().retry(run.summary().id(), FailoverRig.COMMANDER);
            FailoverRig.succeeded(rig.driven(run.summary().id()));
            assertThat(rig.standbyReads()).isFalse();
        }
    }

    private static void fenceThatKillsTheStandby(Map<String, Object> plan) {
        Map<String, Object> runtime = FailoverRig.part(FailoverRig.service(plan, "postgresql-standby"), "runtime");
        Object stop = FailoverRig.part(runtime, "commands").get("stop");
        FailoverRig.failover(plan).put("fence", Map.of("command", Map.of("host", "local", "run", List.copyOf((List<?>)
                Objects.requireNonNull(stop)))));
    }

    @Test
    void an_application_that_does_not_come_up_gets_its_file_back() throws IOException {
        try (FailoverRig rig = new FailoverRig(plan -> {
            FailoverRig.part(FailoverRig.part(FailoverRig.service(plan, "bdc"), "runtime"), "process")
                    .put("start", List.of("/bin/false"));
        })) {
            String env = Files.readString(rig.env());
            rig.killPrimary();

            RunQuery.Detail run = rig.run(FAIL_OVER, Map.of());

            assertThat(run.summary().reason())
                    .contains("bdc did not come up with 127.0.0.1:" + rig.standby.port())
                    .contains(".env is as it was before");
            assertThat(run.summary().state()).isEqualTo(RunState.INTERRUPTED);
            assertThat(Files.readString(rig.env())).isEqualTo(env);
            assertThat(rig.standbyReads()).isFalse();
        }
    }
}
