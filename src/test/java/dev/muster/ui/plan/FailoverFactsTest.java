package dev.muster.ui.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.plan.Failover;
import dev.muster.plan.Plan;
import dev.muster.plan.Secret;
import dev.muster.testing.SmallPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the plan's page says about a move to the standby. */
class FailoverFactsTest {

    @Test
    void servers_that_patroni_runs_are_said_to_be_its_own_and_no_fence_is_named() {
        String text = text(Optional.of(new Failover.Patroni(
                new Failover.Member("db1", "http://db1:8008"),
                new Failover.Member("db2", "http://db2:8008"),
                Optional.of(new Failover.Account("muster", new Secret("${env:PATRONI_PASSWORD}"))),
                Optional.empty())));

        assertThat(text)
                .contains("Run by Patroni")
                .contains("db1 at http://db1:8008, db2 at http://db2:8008, as muster")
                .contains("pointing the applications at its leader is offered, filled in")
                .doesNotContain("Fence");
    }

    @Test
    void without_patroni_the_fence_stands_there() {
        assertThat(text(Optional.empty()))
                .contains("Fence, the first that is proved")
                .contains("end the server on its own host")
                .contains("the failover is offered, filled in")
                .doesNotContain("Patroni");
    }

    private static String text(Optional<Failover.Patroni> patroni) {
        Failover.Server server = new Failover.Server(
                "db1", "db1", 5432, "postgresql", "/data/main", "/usr/bin", Optional.empty(), Optional.empty());
        Failover failover = new Failover(
                server,
                server,
                Optional.empty(),
                16L << 20,
                Duration.ofSeconds(30),
                new Failover.Fence(patroni.isEmpty(), Optional.empty(), false),
                List.of(),
                Failover.Mode.PROPOSE,
                Duration.ofMinutes(30),
                patroni);
        return FailoverFacts.of(failover, plan()).getElement().getTextRecursively();
    }

    private static Plan plan() {
        return SmallPlan.of(Map.of());
    }
}
