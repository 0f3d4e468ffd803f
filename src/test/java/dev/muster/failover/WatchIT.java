package dev.muster.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.attention.Attention;
import dev.muster.practice.Waiting;
import dev.muster.recovery.RunQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The watch over both servers: what is offered, what moves by itself, and two primaries at once. */
class WatchIT {

    @Test
    void a_lost_primary_is_offered_filled_in_and_two_primaries_are_told_to_everybody() {
        try (FailoverRig rig =
                new FailoverRig(plan -> FailoverRig.failover(plan).put("automatic", "propose"))) {
            assertThat(rig.watch()).isFalse();
            assertThat(waiting(rig)).isEmpty();
            rig.killPrimary();

            assertThat(rig.watch()).as("a single look makes nothing lost").isTrue();
            assertThat(waiting(rig)).isEmpty();
            rig.watch();
            rig.watch();

            assertThat(waiting(rig)).singleElement().satisfies(it -> {
                assertThat(it.link()).isEqualTo("recover?procedure=fail-over-database&incident=1");
                assertThat(it.text()).contains("its primary is lost").contains("no answer to the standby's host");
                assertThat(it.holds()).isEqualTo(Attention.Holds.RECOVERY);
            });
            assertThat(rig.beans.getBean(RunQuery.class).latest(10))
                    .as("nothing is launched that was only to be offered")
                    .isEmpty();

            // somebody promotes by hand and somebody else starts the old one
            rig.standby.execute("postgres", "select pg_promote(true, 30)");
            rig.primary.start();
            rig.watch();

            assertThat(waiting(rig)).isEmpty();
            TwoPrimaries splits = rig.beans.getBean(TwoPrimaries.class);
            assertThat(splits.now()).singleElement().satisfies(it -> assertThat(it.servers())
                    .containsExactly("127.0.0.1:" + rig.primary.port(), "127.0.0.1:" + rig.standby.port()));
            assertThat(rig.audit).contains("system:failover see-two-primaries done");
            String places = "127.0.0.1:" + rig.primary.port() + " and 127.0.0.1:" + rig.standby.port();
            assertThat(rig.told)
                    .as("the story of the open incident")
                    .containsExactly("TWO SERVERS TAKE WRITES for BDC database: " + places + ". Stop one of them now");
            assertThat(rig.blocks("fail-over-database", Map.of()))
                    .anySatisfy(it -> assertThat(it).contains("Two servers take writes"));

            rig.primary.stop();
            rig.watch();
            assertThat(splits.now()).isEmpty();
            assertThat(rig.audit).contains("system:failover see-one-primary done");
            assertThat(rig.told).last().isEqualTo("BDC database: no longer two of " + places + " take writes");
        }
    }

    @Test
    void an_automatic_failover_happens_once_and_not_again_in_the_cool_down_whatever_the_clock_says() {
        try (FailoverRig rig =
                new FailoverRig(plan -> FailoverRig.failover(plan).put("automatic", "automatic"))) {
            rig.watch();
            rig.killPrimary();
            rig.watch();
            rig.watch();
            assertThat(rig.beans.getBean(RunQuery.class).latest(10)).isEmpty();
            rig.watch();

            RunQuery.Summary launched = onlyRun(rig);
            assertThat(launched.launchedBy()).contains("Muster");
            assertThat(rig.audit).contains("system:failover launch-run done");
            FailoverRig.succeeded(rig.driven(launched.id()));
            assertThat(rig.standbyReads()).isFalse();

            // both are well again, and the new primary flaps
            FailoverRig.succeeded(rig.run("rejoin-database", Map.of()));
            rig.see();
            rig.clock.turn(Duration.ofHours(1));
            for (int i = 0; i < 2; i++) {
                rig.standby.crash();
                Waiting.until(Duration.ofSeconds(5), "the primary sees nobody", () -> !rig.standby.running());
                for (int looks = 0; looks < 4; looks++) {
                    rig.watch();
                }
                rig.standby.start();
                rig.watch();
            }
            assertThat(rig.beans.getBean(RunQuery.class).latest(10))
                    .filteredOn(it -> it.procedure().equals("fail-over-database"))
                    .hasSize(1);
            assertThat(rig.primary.value("postgres", "select pg_is_in_recovery()"))
                    .isEqualTo("t");
        }
    }

    @Test
    void a_console_that_alone_is_cut_off_launches_nothing_by_itself() {
        try (FailoverRig rig = new FailoverRig(plan -> {
            FailoverRig.failover(plan).put("automatic", "automatic");
            FailoverRig.database(plan).put("port", "1");
        })) {
            for (int looks = 0; looks < 5; looks++) {
                rig.watch();
            }
            assertThat(waiting(rig)).isEmpty();
            assertThat(rig.beans.getBean(RunQuery.class).latest(10)).isEmpty();
        }
    }

    private static RunQuery.Summary onlyRun(FailoverRig rig) {
        List<RunQuery.Summary> runs = rig.beans.getBean(RunQuery.class).latest(10);
        assertThat(runs).hasSize(1);
        return runs.getFirst();
    }

    private static List<Attention> waiting(FailoverRig rig) {
        return rig.beans.getBean(LostPrimaries.class).waiting(rig.now());
    }
}
