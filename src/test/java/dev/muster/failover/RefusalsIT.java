package dev.muster.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.Waiting;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When nothing is promoted, with the reason and the number. */
class RefusalsIT {

    private static final String FAIL_OVER = "fail-over-database";

    @Test
    void a_paused_standby_a_file_that_is_not_plain_and_an_unproved_fence_are_refused() throws IOException {
        try (FailoverRig rig = new FailoverRig(plan -> FailoverRig.failover(plan)
                .put("fence", Map.of("command", Map.of("host", "local", "run", List.of("/bin/false")))))) {
            rig.killPrimary();
            rig.standby.execute("postgres", "select pg_wal_replay_pause()");
            String env = Files.readString(rig.env());
            Files.writeString(rig.env(), env + "DATABASE_HOST=other\n");

            List<String> blocks = rig.blocks(FAIL_OVER, Map.of());

            assertThat(blocks)
                    .anySatisfy(it -> assertThat(it).contains("its replay is paused at 0/"))
                    .anySatisfy(it -> assertThat(it).contains("has DATABASE_HOST more than once, on the lines 1, 8"))
                    .hasSize(2);

            Files.delete(rig.env());
            rig.standby.execute("postgres", "select pg_wal_replay_resume()");
            assertThat(rig.blocks(FAIL_OVER, Map.of())).singleElement().satisfies(it -> assertThat(it)
                    .contains(".env is not there: nothing can be changed in it"));

            Files.writeString(rig.env(), env);
            RunQuery.Detail run = rig.run(FAIL_OVER, Map.of());
            assertThat(run.summary().reason())
                    .contains("No fence can be proved, so nothing is promoted")
                    .contains("the fencing command on local ended with 1");
            assertThat(rig.standbyReads()).isTrue();
            assertThat(Files.readString(rig.env())).isEqualTo(env);

            rig.runs().cancel(run.summary().id(), "enough", FailoverRig.COMMANDER);
            assertThat(rig.driven(run.summary().id()).summary().state()).isEqualTo(RunState.CANCELLED);
        }
    }

    @Test
    void a_console_that_alone_is_cut_off_from_the_primary_moves_nothing() {
        // the standby streams from the real port; the console is led to one where nobody listens
        try (FailoverRig rig =
                new FailoverRig(plan -> FailoverRig.database(plan).put("port", "1"))) {
            assertThat(rig.blocks(FAIL_OVER, Map.of())).singleElement().satisfies(it -> assertThat(it)
                    .contains("it is not gone, seen from the standby: the standby's host reaches it at 127.0.0.1:"
                            + rig.primary.port()));
        }
    }

    @Test
    void more_than_the_limit_needs_minutes_and_bytes_and_a_second_person() {
        try (FailoverRig rig =
                new FailoverRig(plan -> FailoverRig.failover(plan).put("most-lag", "64 kB"))) {
            long receiver = Long.parseLong(rig.standby.value("postgres", "select pid from pg_stat_wal_receiver"));
            FailoverIT.signal("STOP", receiver);
            try (Writers writers = new Writers(rig.primary, "over", 4, 8192)) {
                Waiting.until(Duration.ofSeconds(30), "4000 tokens", () -> writers.acknowledged.size() > 4000);
                rig.see();
                rig.killPrimary();
                FailoverIT.signal("CONT", receiver);
                Waiting.until(Duration.ofSeconds(10), "the standby has taken in what was under way", () -> "0"
                        .equals(rig.standby.value("postgres", "select count(*) from pg_stat_wal_receiver")));

                assertThat(rig.blocks(FAIL_OVER, Map.of())).singleElement().satisfies(it -> assertThat(it)
                        .contains(" MB and ")
                        .contains("the plan accepts 64.0 kB and 30 s")
                        .contains("accept-loss"));
                assertThat(rig.blocks(FAIL_OVER, Map.of("accept-loss", "1 min, 70 kB")))
                        .singleElement()
                        .satisfies(it -> assertThat(it).contains("accepted were 70.0 kB and 60 s"));
                assertThat(rig.blocks(FAIL_OVER, Map.of("accept-loss", "everything")))
                        .anySatisfy(it -> assertThat(it).contains("\"everything\" names no loss; allowed: none, or"));

                RunQuery.Detail run = rig.run(FAIL_OVER, Map.of("accept-loss", "10 min, 1 GB"));
                assertThat(run.summary().state()).isEqualTo(RunState.AWAITING_APPROVAL);
                assertThat(rig.standbyReads()).isTrue();
                rig.runs()
                        .approve(
                                run.summary().id(),
                                rig.runs().ahead(run.summary().id()).hash(),
                                FailoverRig.SECOND);
                RunQuery.Detail ended = rig.driven(run.summary().id());

                FailoverRig.succeeded(ended);
                int missing = writers.missing(rig.standby).size();
                assertThat(missing).isPositive();
                assertThat(Integer.parseInt(ended.facts().get(Loss.TRANSACTIONS)))
                        .isBetween(missing, missing + 4);
            }
        }
    }
}
