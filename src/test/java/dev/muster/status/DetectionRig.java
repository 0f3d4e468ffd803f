package dev.muster.status;

import dev.muster.backup.Storages;
import dev.muster.host.Hosts;
import dev.muster.incident.SamplePlan;
import dev.muster.plan.Database;
import dev.muster.plan.PlanVersion;
import dev.muster.plan.Plans;
import dev.muster.plan.Secret;
import dev.muster.plan.Service;
import dev.muster.plan.ServiceProbe;
import dev.muster.practice.PostgresCluster;
import dev.muster.resolver.NameServers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.mockito.Mockito;

/** The prober of the console with its board, looking at services outside of any by the settings of the practice plan. */
public final class DetectionRig implements AutoCloseable {

    private final List<Service> services = new ArrayList<>();
    private final List<Database> databases = new ArrayList<>();
    private final List<ServiceProbe> probes = new ArrayList<>();
    private final LiveBoard board = new LiveBoard(Clock.systemUTC());
    private final Map<String, Integer> falls = new ConcurrentHashMap<>();
    private final StatusTeller teller = new StatusTeller(Mockito.mock(HistoryKeeper.class), event -> count(), false);
    private Optional<Prober> prober = Optional.empty();

    public DetectionRig http(String key, String url) {
        return probe(key, new ServiceProbe.Http(url, 200, Optional.empty(), Optional.empty(), 14));
    }

    public DetectionRig tcp(String key, int port) {
        return probe(key, new ServiceProbe.Tcp("127.0.0.1", port));
    }

    public DetectionRig postgres(String key, PostgresCluster cluster, String database, boolean write) {
        databases.add(database(key, cluster, database));
        return probe(
                key, new ServiceProbe.Postgres(key, Optional.empty(), Optional.empty(), write, Duration.ofSeconds(30)));
    }

    static Database database(String key, PostgresCluster cluster, String database) {
        return new Database(
                key,
                key,
                database,
                "local",
                cluster.host(),
                cluster.port(),
                cluster.user(),
                new Secret("${file:" + cluster.passwordFile() + "}"),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private DetectionRig probe(String key, ServiceProbe.Target target) {
        services.add(new Service(
                key, key, Service.Tier.CRITICAL, "local", new Service.External(), Optional.empty(), Optional.empty()));
        probes.add(new ServiceProbe(key, key, target, Duration.ofMillis(500), Duration.ofSeconds(1), 2, 2));
        return this;
    }

    public DetectionRig started() {
        PlanVersion sample = new SamplePlan(1).current();
        Plans plans = Mockito.mock(Plans.class);
        Mockito.when(plans.current())
                .thenReturn(new PlanVersion(
                        1,
                        sample.hash(),
                        "bench",
                        sample.loadedAt(),
                        StatedBoard.looking(services, databases, probes)));
        Looks looks = new Looks(
                Mockito.mock(Hosts.class),
                Mockito.mock(Storages.class),
                Mockito.mock(NameServers.class),
                Clock.systemUTC());
        Prober started = new Prober(plans, board, looks, teller, Clock.systemUTC(), true);
        started.start();
        prober = Optional.of(started);
        return this;
    }

    public ServiceStatus status(String key) {
        return board.services().stream()
                .filter(it -> it.service().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** How often a service was told to have left the state of being up. */
    public int falls(String key) {
        return falls.getOrDefault(key, 0);
    }

    private void count() {
        board.services().stream()
                .filter(it -> it.state() != ServiceState.UP && it.state() != ServiceState.UNKNOWN)
                .forEach(it -> falls.merge(it.service().key(), 1, Integer::sum));
    }

    @Override
    public void close() {
        prober.ifPresent(Prober::stop);
        teller.destroy();
    }
}
