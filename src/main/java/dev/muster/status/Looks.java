package dev.muster.status;

import dev.muster.backup.Storages;
import dev.muster.host.Hosts;
import dev.muster.plan.Plan;
import dev.muster.plan.ServiceProbe;
import dev.muster.resolver.NameServers;
import java.net.http.HttpClient;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Makes the look that a probe of the plan asks for. */
@Component
class Looks {

    private final Hosts hosts;
    private final Storages storages;
    private final NameServers nameServers;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Looks(Hosts hosts, Storages storages, NameServers nameServers, Clock clock) {
        this.hosts = hosts;
        this.storages = storages;
        this.nameServers = nameServers;
        this.clock = clock;
    }

    /** @param plan in which all that the probe names has been found */
    Look look(ServiceProbe probe, Plan plan) {
        return switch (probe.target()) {
            case ServiceProbe.Http http -> new HttpLook(http, client, clock);
            case ServiceProbe.Tcp tcp -> new TcpLook(tcp);
            case ServiceProbe.Redis redis -> new RedisLook(redis);
            case ServiceProbe.Dns dns -> new DnsLook(dns, nameServers);
            case ServiceProbe.Capacity capacity ->
                new CapacityLook(
                        capacity, hosts.machine(plan.host(capacity.host()).orElseThrow()));
            case ServiceProbe.Postgres postgres ->
                new PostgresLook(postgres, plan.database(postgres.database()).orElseThrow());
            case ServiceProbe.Bucket bucket ->
                new BucketLook(storages, plan.storage(bucket.storage()).orElseThrow());
            case ServiceProbe.Runtime runtime -> {
                var service = plan.service(probe.service()).orElseThrow();
                yield new RuntimeLook(hosts, plan.host(service.host()).orElseThrow(), service);
            }
        };
    }
}
