package dev.muster.plan;

import dev.muster.plan.References.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads how services are looked at. */
final class ProbeReader {

    private static final Duration USUAL_EVERY = Duration.ofSeconds(5);
    private static final Duration LEAST_EVERY = Duration.ofMillis(200);
    private static final Duration MOST_EVERY = Duration.ofHours(1);
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(50);
    private static final Duration MOST_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration USUAL_LAG = Duration.ofSeconds(30);
    private static final int USUAL_DISK = 85;
    private static final int USUAL_FULL = 98;

    private final References references;

    ProbeReader(References references) {
        this.references = references;
    }

    /** @param services those of the plan, as far as they were read */
    List<ServiceProbe> probes(YamlValue value, List<Service> services) {
        Map<String, YamlValue> keyed = value.keyed();
        return keyed.entrySet().stream()
                .map(it -> probe(it.getKey(), it.getValue(), services))
                .toList();
    }

    private ServiceProbe probe(String key, YamlValue value, List<Service> services) {
        YamlFields fields = value.fields();
        String service = fields.required("service", it -> references.to(it, Kind.SERVICE), "");
        ServiceProbe.Target target = target(value, fields);
        ServiceProbe probe = new ServiceProbe(
                key,
                service,
                target,
                fields.optional("every", it -> between(it, LEAST_EVERY, MOST_EVERY, "200 ms to 1 h"))
                        .orElse(USUAL_EVERY),
                fields.optional("timeout", it -> between(it, LEAST_TIMEOUT, MOST_TIMEOUT, "50 ms to 1 min"))
                        .orElse(USUAL_TIMEOUT),
                fields.optional("down-after", it -> it.number(1, 20)).orElse(2),
                fields.optional("up-after", it -> it.number(1, 20)).orElse(2));
        fields.close();
        if (target instanceof ServiceProbe.Runtime && external(services, service)) {
            value.problem("looks at the runtime of " + Problems.quote(service)
                    + ", which runs by other means; allowed: one of http, tcp, postgresql, bucket, redis, dns, host");
        }
        return probe;
    }

    private static boolean external(List<Service> services, String key) {
        return services.stream().anyMatch(it -> it.key().equals(key) && it.supervision() instanceof Service.External);
    }

    private ServiceProbe.Target target(YamlValue value, YamlFields fields) {
        Optional<ServiceProbe.Target> http = fields.optional("http", ProbeReader::http);
        Optional<ServiceProbe.Target> tcp = fields.optional("tcp", ProbeReader::tcp);
        Optional<ServiceProbe.Target> postgres = fields.optional("postgresql", this::postgres);
        Optional<ServiceProbe.Target> runtime = fields.optional("runtime", ProbeReader::runtime);
        Optional<ServiceProbe.Target> bucket =
                fields.optional("bucket", it -> new ServiceProbe.Bucket(references.to(it, Kind.STORAGE)));
        Optional<ServiceProbe.Target> redis = fields.optional("redis", ProbeReader::redis);
        Optional<ServiceProbe.Target> dns = fields.optional("dns", ProbeReader::dns);
        Optional<ServiceProbe.Target> host = fields.optional("host", this::capacity);
        List<ServiceProbe.Target> all = Stream.of(http, tcp, postgres, runtime, bucket, redis, dns, host)
                .flatMap(Optional::stream)
                .toList();
        if (all.size() != 1 && value.isBlock()) {
            value.problem("has " + all.size()
                    + " of the keys http, tcp, postgresql, runtime, bucket, redis, dns, host; exactly one is needed");
        }
        return all.isEmpty() ? new ServiceProbe.Runtime() : all.getFirst();
    }

    private static ServiceProbe.Target http(YamlValue value) {
        YamlFields fields = value.fields();
        ServiceProbe.Http http = new ServiceProbe.Http(
                fields.required("url", YamlValue::url, ""),
                fields.optional("status", it -> it.number(100, 599)).orElse(200),
                fields.optional("contains", YamlValue::line),
                fields.optional("slow", YamlValue::positiveDuration),
                fields.optional("certificate-days", it -> it.number(0, 365)).orElse(14));
        fields.close();
        return http;
    }

    private static ServiceProbe.Target tcp(YamlValue value) {
        YamlFields fields = value.fields();
        ServiceProbe.Tcp tcp = new ServiceProbe.Tcp(
                fields.required("address", HostReader::address, ""),
                fields.required("port", it -> it.number(1, 65_535), 1));
        fields.close();
        return tcp;
    }

    private ServiceProbe.Target postgres(YamlValue value) {
        YamlFields fields = value.fields();
        ServiceProbe.Postgres postgres = new ServiceProbe.Postgres(
                fields.required("database", it -> references.to(it, Kind.DATABASE), ""),
                fields.optional("address", HostReader::address),
                fields.optional("port", it -> it.number(1, 65_535)),
                fields.optional("write", YamlValue::flag).orElse(false),
                fields.optional("most-lag", YamlValue::positiveDuration).orElse(USUAL_LAG));
        fields.close();
        return postgres;
    }

    private static ServiceProbe.Target runtime(YamlValue value) {
        if (!value.flag()) {
            value.problem("is not true; allowed: true, or another of the keys instead");
        }
        return new ServiceProbe.Runtime();
    }

    private static ServiceProbe.Target redis(YamlValue value) {
        YamlFields fields = value.fields();
        ServiceProbe.Redis redis = new ServiceProbe.Redis(
                fields.required("address", HostReader::address, ""),
                fields.optional("port", it -> it.number(1, 65_535)).orElse(6379),
                fields.optional("password", YamlValue::secret).orElse(Secret.NONE));
        fields.close();
        return redis;
    }

    private static ServiceProbe.Target dns(YamlValue value) {
        YamlFields fields = value.fields();
        DnsEntry.Type type = fields.required("type", it -> it.choice(DnsEntry.Type.class), DnsEntry.Type.A);
        ServiceProbe.Dns dns = new ServiceProbe.Dns(
                fields.required("server", DnsReader::server, new DnsEntry.Server("", 53)),
                fields.required("name", DnsReader::name, ""),
                type,
                fields.required(
                        "expect",
                        it -> it.filledList().stream()
                                .map(entry -> DnsReader.content(entry, type))
                                .toList(),
                        List.of()));
        fields.close();
        return dns;
    }

    private ServiceProbe.Target capacity(YamlValue value) {
        YamlFields fields = value.fields();
        int disk = fields.optional("disk", it -> it.number(1, 100)).orElse(USUAL_DISK);
        int full = fields.optional("full", it -> it.number(1, 100)).orElse(Math.max(disk, USUAL_FULL));
        if (full < disk) {
            value.problem("has a lower percentage under full than under disk; allowed: full from " + disk + " to 100");
        }
        ServiceProbe.Capacity capacity = new ServiceProbe.Capacity(
                fields.required("name", it -> references.to(it, Kind.HOST), ""),
                fields.optional("paths", it -> it.filledList().stream()
                                .map(YamlValue::path)
                                .toList())
                        .orElse(List.of("/")),
                disk,
                full,
                fields.optional("load", it -> it.number(1, 10_000)));
        fields.close();
        return capacity;
    }

    private static Duration between(YamlValue value, Duration least, Duration most, String allowed) {
        Duration duration = value.positiveDuration();
        if (duration.isPositive() && (duration.compareTo(least) < 0 || duration.compareTo(most) > 0)) {
            value.problem("is out of range; allowed: from " + allowed);
        }
        return duration;
    }
}
