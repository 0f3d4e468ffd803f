package dev.muster.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.Waiting;
import dev.muster.recovery.RunQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Planned: both change places and nothing is lost; and back again. */
class SwitchoverIT {

    @Test
    void both_servers_change_places_under_their_writers_without_a_lost_token_and_back_again() {
        try (FailoverRig rig = new FailoverRig()) {
            try (Writers writers = new Writers(rig.primary, "s", 4, 64)) {
                Waiting.until(Duration.ofSeconds(20), "200 tokens", () -> writers.acknowledged.size() > 200);

                RunQuery.Detail run = rig.run("switch-over-database", Map.of());

                FailoverRig.succeeded(run);
                assertThat(writers.missing(rig.standby)).isEmpty();
                assertThat(Writers.in(rig.standby, "s")).doesNotHaveDuplicates();
                assertThat(run.facts())
                        .containsEntry(Loss.TRANSACTIONS, "0")
                        .containsEntry("data-loss.seconds", "0")
                        .containsEntry("data-loss.wal-bytes", "0")
                        .containsKey("app.down.ms");
            }
            assertThat(rig.primary.value("postgres", "select pg_is_in_recovery()"))
                    .isEqualTo("t");
            assertThat(rig.bdc.post("/users").status()).isEqualTo(201);

            RunQuery.Detail back = rig.run("switch-over-database", Map.of());

            FailoverRig.succeeded(back);
            assertThat(rig.primary.value("postgres", "select pg_is_in_recovery()"))
                    .isEqualTo("f");
            assertThat(rig.standbyReads()).isTrue();
            assertThat(rig.bdc.post("/users").status()).isEqualTo(201);
            assertThat(rig.primary.value("postgres", "select count(*) from pg_replication_slots where active"))
                    .isEqualTo("1");

            rejoinsByANewCopy(rig);
        }
    }

    /** The way back where pg_rewind is not wanted, on the same estate. */
    private static void rejoinsByANewCopy(FailoverRig rig) {
        rig.standby.execute("postgres", "select 1");
        rig.see();
        rig.killPrimary();
        FailoverRig.succeeded(rig.run("fail-over-database", Map.of()));
        RunQuery.Detail run = rig.run("rejoin-database", Map.of("method", "copy"));
        FailoverRig.succeeded(run);
        assertThat(run.steps()).singleElement().satisfies(it -> assertThat(it.summary())
                .contains("copied anew; what it was before lies in " + rig.primary.dataDirectory() + ".before-run-"));
        rig.standby.execute("bdc_production", "insert into token values ('after', '')");
        Waiting.until(Duration.ofSeconds(10), "it follows", () -> Writers.in(rig.primary, "after")
                .equals(List.of("after")));
        // again, as after a crash of the console: there is nothing left to do
        FailoverRig.succeeded(rig.run("rejoin-database", Map.of()));
    }
}
