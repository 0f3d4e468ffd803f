package dev.muster.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.plan.Database;
import dev.muster.plan.Failover;
import dev.muster.plan.Host;
import dev.muster.plan.Secret;
import dev.muster.plan.Service;
import dev.muster.recovery.step.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which standby may take over. */
class StandbyCheckTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Sightings sightings = new Sightings();
    private final StandbyCheck check = new StandbyCheck(sightings);

    @Test
    void a_standby_that_has_all_is_well() {
        seen("0/5000", true);
        assertThat(blocks(standby(1, "7", "0/5000", false))).isEmpty();
    }

    @Test
    void one_of_another_cluster_or_timeline_is_refused_with_both_numbers() {
        seen("0/5000", true);
        assertThat(blocks(standby(1, "8", "0/5000", false)))
                .containsExactly("it belongs to the cluster 8, not to 7: it is no copy of this database");
        assertThat(blocks(standby(2, "7", "0/5000", false)))
                .containsExactly("it is on timeline 2, the primary was on 1: what it has is another history");
    }

    @Test
    void one_that_never_was_connected_is_refused() {
        seen("0/5000", false);
        assertThat(blocks(standby(1, "7", "", false)))
                .anySatisfy(it -> assertThat(it).startsWith("it has never been connected to the primary: 0 bytes"));
        // restarted since: what it has received stands on its disk
        seen("0/5000", true);
        assertThat(blocks(standby(1, "7", "", false))).isEmpty();
    }

    @Test
    void one_that_is_too_far_behind_is_refused_and_one_that_is_paused() {
        seen("0/5000", true);
        assertThat(blocks(standby(1, "7", "0/4000", false))).singleElement().satisfies(it -> assertThat(it)
                .startsWith("4.0 kB and 0.0 s (as the primary was last seen at 2026-03-01T12:00:00Z) would be lost;"
                        + " the plan accepts 1.0 kB and 30 s"));
        assertThat(blocks(standby(1, "7", "0/5000", true))).singleElement().satisfies(it -> assertThat(it)
                .startsWith("its replay is paused at 0/5000"));
    }

    private void seen(String written, boolean streamed) {
        sightings.saw("bdc", new Sighting("primary", "7", 1, Wal.of(written), streamed, NOON), 0);
    }

    private List<String> blocks(NodeLook to) {
        return check.findings(new Pair(node("primary"), node("standby")), to, Optional.empty()).stream()
                .filter(it -> it.level() == Finding.Level.BLOCK)
                .map(Finding::message)
                .toList();
    }

    private static NodeLook standby(int timeline, String cluster, String received, boolean paused) {
        return new NodeLook(
                NodeLook.State.STANDBY,
                "is in recovery",
                cluster,
                timeline,
                Wal.NONE,
                Wal.of(received),
                received.isEmpty() ? Wal.of("0/5000") : Wal.of(received),
                paused,
                false,
                Optional.empty(),
                Optional.of(NOON));
    }

    private static Node node(String name) {
        Failover.Server server = new Failover.Server(
                "here", name, 5432, name, "/data/" + name, "/bin/pg", Optional.empty(), Optional.empty());
        Database database = new Database(
                "bdc",
                "BDC",
                "bdc",
                "here",
                "primary",
                5432,
                "postgres",
                Secret.NONE,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(new Failover(
                        server,
                        server,
                        Optional.empty(),
                        1024,
                        Duration.ofSeconds(30),
                        new Failover.Fence(true, Optional.empty(), false),
                        List.of(),
                        Failover.Mode.OFF,
                        Duration.ofMinutes(30),
                        Optional.empty())));
        Service service = new Service(
                name,
                name,
                Service.Tier.CRITICAL,
                "here",
                new Service.Systemd(name),
                Optional.empty(),
                Optional.empty());
        return new Node(name, database, server, Host.local("here"), service);
    }
}
