package dev.muster.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.Waiting;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.StepState;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The good way: a primary dies under its writers, the standby takes over, and the old one comes back as a standby. */
class FailoverIT {

    @Test
    void a_killed_primary_is_failed_over_and_every_token_is_there_or_reported_lost() throws IOException {
        try (FailoverRig rig = new FailoverRig()) {
            assertThat(rig.blocks("fail-over-database", Map.of()))
                    .anySatisfy(it -> assertThat(it).contains("it is not gone, seen from the console: takes writes"));
            String before = Files.readString(rig.env());
            RunQuery.Detail run;
            try (Writers writers = new Writers(rig.primary, "w", 4, 64)) {
                Waiting.until(Duration.ofSeconds(20), "300 tokens", () -> writers.acknowledged.size() > 300);
                rig.see();
                rig.killPrimary();

                run = rig.run("fail-over-database", Map.of());

                FailoverRig.succeeded(run);
                List<String> there = Writers.in(rig.standby, "w");
                assertThat(there).doesNotHaveDuplicates();
                assertThat(writers.missing(rig.standby))
                        .hasSizeLessThanOrEqualTo(Integer.parseInt(run.facts().get(Loss.TRANSACTIONS)));
            }
            assertThat(rig.standbyReads()).isFalse();
            assertThat(run.facts()).containsKeys("data-loss.seconds", "data-loss.wal-bytes");
            assertThat(Files.readString(rig.env()))
                    .isEqualTo(before.replace(
                            "DATABASE_PORT=" + rig.primary.port(), "DATABASE_PORT=" + rig.standby.port()));
            assertThat(rig.bdc.post("/users").status()).isEqualTo(201);

            assertThat(rig.commands("back-up-database"))
                    .as("a backup is one of the server that takes writes, not of the plan's address")
                    .anySatisfy(it -> assertThat(it).contains("pg_dump").contains("--port=" + rig.standby.port()));

            // whoever starts the old primary now gets a server that only reads
            rig.primary.start();
            assertThat(rig.primary.value("postgres", "select pg_is_in_recovery()"))
                    .isEqualTo("t");

            FailoverRig.succeeded(rig.run("rejoin-database", Map.of()));
            Waiting.until(
                    Duration.ofSeconds(20),
                    "the old primary has what was written after",
                    () -> Writers.in(rig.primary, "w").size()
                            == Writers.in(rig.standby, "w").size());
            assertThat(rig.standby.value("postgres", "select count(*) from pg_replication_slots where active"))
                    .isEqualTo("1");
            assertThat(rig.primary.value("postgres", "select count(*) from pg_replication_slots"))
                    .isEqualTo("0");
        }
    }

    @Test
    void what_the_standby_never_received_is_counted_before_and_is_what_is_missing_after() {
        try (FailoverRig rig =
                new FailoverRig(plan -> FailoverRig.failover(plan).put("most-lag", "1 GB"))) {
            long receiver = Long.parseLong(rig.standby.value("postgres", "select pid from pg_stat_wal_receiver"));
            signal("STOP", receiver);
            try (Writers writers = new Writers(rig.primary, "lost", 4, 4096)) {
                // more than the sockets between both hold
                Waiting.until(Duration.ofSeconds(30), "8000 tokens", () -> writers.acknowledged.size() > 8000);
                rig.see();
                rig.killPrimary();
                signal("CONT", receiver);

                RunQuery.Detail run = rig.run("fail-over-database", Map.of());

                FailoverRig.succeeded(run);
                int missing = writers.missing(rig.standby).size();
                assertThat(missing).isPositive();
                // a commit that was made and never acknowledged may be among those counted: one for each client
                assertThat(Integer.parseInt(run.facts().get(Loss.TRANSACTIONS))).isBetween(missing, missing + 4);
                assertThat(run.steps())
                        .filteredOn(it -> it.type().equals("promote-standby"))
                        .allSatisfy(it -> {
                            assertThat(it.state()).isEqualTo(StepState.SUCCEEDED);
                            assertThat(it.summary()).contains(run.facts().get(Loss.TRANSACTIONS) + " transactions");
                        });
            }
        }
    }

    static void signal(String name, long pid) {
        try {
            assertThat(new ProcessBuilder("kill", "-s", name, "--", Long.toString(pid))
                            .inheritIO()
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
