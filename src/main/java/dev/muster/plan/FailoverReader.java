package dev.muster.plan;

import dev.muster.plan.References.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads how a database moves to its standby. */
final class FailoverReader {

    private static final long USUAL_LAG = 16L << 20;
    private static final Duration USUAL_DELAY = Duration.ofSeconds(30);
    private static final Duration USUAL_COOL_DOWN = Duration.ofMinutes(30);
    private static final Duration LEAST_COOL_DOWN = Duration.ofMinutes(1);

    private final References references;

    FailoverReader(References references) {
        this.references = references;
    }

    /** @param host of the database, which is its primary's */
    Failover failover(YamlValue value, String host, String address, int port) {
        YamlFields fields = value.fields();
        Optional<Failover.Patroni> patroni = fields.optional("patroni", PatroniReader::patroni);
        Failover failover = new Failover(
                fields.required("primary", it -> primary(it, host, address, port), NO_SERVER),
                fields.required("standby", this::standby, NO_SERVER),
                fields.optional("replication", FailoverReader::account),
                fields.optional("most-lag", YamlValue::bytes).orElse(USUAL_LAG),
                fields.optional("most-delay", YamlValue::positiveDuration).orElse(USUAL_DELAY),
                patroni.isPresent()
                        ? fields.optional("fence", PatroniReader::noFence).orElse(NO_FENCE)
                        : fields.required("fence", this::fence, new Failover.Fence(true, Optional.empty(), false)),
                fields.required(
                        "applications",
                        it -> (patroni.isPresent() ? it.list() : it.filledList())
                                .stream().map(this::application).toList(),
                        List.of()),
                fields.optional("automatic", it -> it.choice(Failover.Mode.class))
                        .orElse(Failover.Mode.OFF),
                fields.optional("cool-down", FailoverReader::coolDown).orElse(USUAL_COOL_DOWN),
                patroni);
        fields.close();
        if (failover.standby().address().equals(address) && failover.standby().port() == port) {
            value.problem("the standby is at " + address + ":" + port + " like its primary; another server is needed");
        }
        return failover;
    }

    static final Failover.Fence NO_FENCE = new Failover.Fence(false, Optional.empty(), false);
    private static final Failover.Server NO_SERVER =
            new Failover.Server("", "", 0, "", "/", "/", Optional.empty(), Optional.empty());

    private Failover.Server primary(YamlValue value, String host, String address, int port) {
        YamlFields fields = value.fields();
        Failover.Server server = server(fields, host, address, port);
        fields.close();
        return server;
    }

    private Failover.Server standby(YamlValue value) {
        YamlFields fields = value.fields();
        Failover.Server server = server(
                fields,
                fields.required("host", it -> references.to(it, Kind.HOST), ""),
                fields.required("address", HostReader::address, ""),
                fields.required("port", it -> it.number(1, 65_535), 5432));
        fields.close();
        return server;
    }

    private Failover.Server server(YamlFields fields, String host, String address, int port) {
        return new Failover.Server(
                host,
                address,
                port,
                fields.required("service", it -> references.to(it, Kind.SERVICE), ""),
                fields.required("directory", FailoverReader::folder, "/"),
                fields.required("programs", FailoverReader::folder, "/"),
                fields.optional("configuration", YamlValue::path),
                fields.optional("account", HostReader::user));
    }

    /** Beside it a side folder is made, and it is replaced as a whole: never the root or what lies right below it. */
    private static String folder(YamlValue value) {
        String path = value.path();
        if (!path.isEmpty() && (!path.matches("(/[^/\\x00-\\x1f]+){2,}") || path.matches(".*/\\.\\.?(/.*|$)"))) {
            value.problem(Problems.quote(path)
                    + " is not a folder of its own; allowed: a path such as /var/lib/postgresql/15/main without a slash"
                    + " at its end");
        }
        return path;
    }

    static Failover.Account account(YamlValue value) {
        YamlFields fields = value.fields();
        Failover.Account account = new Failover.Account(
                fields.required("user", HostReader::user, ""),
                fields.optional("password", YamlValue::secret).orElse(Secret.NONE));
        fields.close();
        return account;
    }

    private Failover.Fence fence(YamlValue value) {
        YamlFields fields = value.fields();
        Failover.Fence fence = new Failover.Fence(
                fields.optional("stop-server", YamlValue::flag).orElse(false),
                fields.optional("command", this::fencing),
                fields.optional("stop-applications", YamlValue::flag).orElse(false));
        fields.close();
        if (value.isBlock()
                && !fence.stopServer()
                && !fence.stopApplications()
                && fence.command().isEmpty()) {
            value.problem("allows nothing; at least one of stop-server: true, command, stop-applications: true is"
                    + " needed, or two servers may write");
        }
        return fence;
    }

    private Failover.Fencing fencing(YamlValue value) {
        YamlFields fields = value.fields();
        Failover.Fencing fencing = new Failover.Fencing(
                fields.required("host", it -> references.to(it, Kind.HOST), ""),
                fields.required(
                        "run",
                        it -> it.filledList().stream().map(YamlValue::line).toList(),
                        List.of()));
        fields.close();
        return fencing;
    }

    private Failover.Application application(YamlValue value) {
        YamlFields fields = value.fields();
        Failover.Application application = new Failover.Application(
                fields.required("service", it -> references.to(it, Kind.SERVICE), ""),
                fields.required("file", YamlValue::path, "/"),
                fields.required("address-key", FailoverReader::variable, ""),
                fields.optional("port-key", FailoverReader::variable));
        fields.close();
        return application;
    }

    private static String variable(YamlValue value) {
        String name = value.line();
        if (!name.isEmpty() && !name.matches("[A-Za-z_][A-Za-z0-9_]{0,99}")) {
            value.problem(
                    Problems.quote(name) + " is not a name of a setting; allowed: letters, digits and underscores");
        }
        return name;
    }

    private static Duration coolDown(YamlValue value) {
        Duration duration = value.positiveDuration();
        if (duration.isPositive() && duration.compareTo(LEAST_COOL_DOWN) < 0) {
            value.problem("is too short; allowed: from 1 min");
        }
        return duration;
    }
}
