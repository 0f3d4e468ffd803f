package dev.muster.plan;

import dev.muster.plan.References.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what runs on the machines and where copies go. */
final class EstateReader {

    private final References references;

    EstateReader(References references) {
        this.references = references;
    }

    Service service(String key, YamlValue value) {
        YamlFields fields = value.fields();
        Service service = new Service(
                key,
                fields.line("title"),
                fields.required("tier", it -> it.choice(Service.Tier.class), Service.Tier.CRITICAL),
                fields.required("host", it -> references.to(it, Kind.HOST), ""),
                fields.required("runtime", this::supervision, new Service.External()),
                fields.optional("health", YamlValue::url),
                fields.optional("probe", EstateReader::probe),
                fields.optional("redis", EstateReader::redis));
        fields.close();
        return service;
    }

    private static Service.Redis redis(YamlValue value) {
        YamlFields fields = value.fields();
        Service.Redis redis = new Service.Redis(
                fields.required("address", HostReader::address, ""),
                fields.optional("port", it -> it.number(1, 65_535)).orElse(6379),
                fields.optional("password", YamlValue::secret).orElse(Secret.NONE),
                fields.required("file", YamlValue::path, ""));
        fields.close();
        return redis;
    }

    private Service.Supervision supervision(YamlValue value) {
        YamlFields fields = value.fields();
        Optional<Service.Supervision> systemd = fields.optional("systemd", it -> new Service.Systemd(it.line()));
        Optional<Service.Supervision> process = fields.optional("process", EstateReader::process);
        Optional<Service.Supervision> commands = fields.optional("commands", EstateReader::commands);
        Optional<Service.Supervision> external = fields.optional("external", EstateReader::external);
        fields.close();
        List<Service.Supervision> all = Stream.of(systemd, process, commands, external)
                .flatMap(Optional::stream)
                .toList();
        if (all.size() != 1 && value.isBlock()) {
            value.problem(
                    "has " + all.size() + " of the keys systemd, process, commands, external; exactly one is needed");
        }
        return all.isEmpty() ? new Service.External() : all.getFirst();
    }

    private static Service.Supervision process(YamlValue value) {
        YamlFields fields = value.fields();
        Service.PlainProcess process = new Service.PlainProcess(
                fields.required("start", EstateReader::command, List.of()),
                fields.required("directory", YamlValue::path, ""),
                fields.required("pid-file", YamlValue::path, ""),
                fields.required("log-file", YamlValue::path, ""));
        fields.close();
        return process;
    }

    private static Service.Supervision commands(YamlValue value) {
        YamlFields fields = value.fields();
        Service.Commands commands = new Service.Commands(
                fields.required("start", EstateReader::command, List.of()),
                fields.required("stop", EstateReader::command, List.of()),
                fields.required("running", EstateReader::command, List.of()));
        fields.close();
        return commands;
    }

    private static List<String> command(YamlValue value) {
        return value.filledList().stream().map(YamlValue::line).toList();
    }

    private static Service.Supervision external(YamlValue value) {
        if (!value.flag()) {
            value.problem("is not true; allowed: true, or one of the keys systemd, process, commands instead");
        }
        return new Service.External();
    }

    private static Service.Probe probe(YamlValue value) {
        YamlFields fields = value.fields();
        Service.Probe probe = new Service.Probe(
                fields.required("read", YamlValue::url, ""), fields.required("write", YamlValue::url, ""));
        fields.close();
        return probe;
    }

    Database database(String key, YamlValue value) {
        YamlFields fields = value.fields();
        String host = fields.required("host", it -> references.to(it, Kind.HOST), "");
        String address = fields.line("address");
        int port = fields.required("port", it -> it.number(1, 65_535), 5432);
        Database database = new Database(
                key,
                fields.line("title"),
                fields.required("name", EstateReader::databaseName, ""),
                host,
                address,
                port,
                fields.line("user"),
                fields.optional("password", YamlValue::secret).orElse(Secret.NONE),
                fields.optional("system-identifier", EstateReader::systemIdentifier),
                fields.required("services", it -> references.listTo(it, Kind.SERVICE), List.of()),
                fields.required(
                        "checks",
                        it -> it.list().stream().map(EstateReader::check).toList(),
                        List.of()),
                fields.optional("failover", it -> new FailoverReader(references).failover(it, host, address, port)));
        fields.close();
        return database;
    }

    /** Side databases carry the name and a suffix, and PostgreSQL cuts names at 63 bytes. */
    private static String databaseName(YamlValue value) {
        String name = value.line();
        if (!name.isEmpty() && !name.matches("[a-z_][a-z0-9_]{0,39}")) {
            value.problem(Problems.quote(name)
                    + " is not a usable database name; allowed: small letters, digits and underscores, at most 40");
        }
        return name;
    }

    private static String systemIdentifier(YamlValue value) {
        String text = value.line();
        if (!text.isEmpty() && !text.matches("\\d{1,20}")) {
            value.problem(
                    Problems.quote(text) + " is not a system identifier; allowed: digits, as pg_controldata prints");
        }
        return text;
    }

    private static Database.Check check(YamlValue value) {
        YamlFields fields = value.fields();
        Database.Check check = new Database.Check(
                fields.line("title"), fields.text("sql"), fields.required("expect", EstateReader::expectation, ""));
        fields.close();
        return check;
    }

    private static String expectation(YamlValue value) {
        String text = value.line();
        if (text.matches("[<>=!].*") && !text.matches("(>=|<=|>|<|=|!=) -?\\d{1,15}(\\.\\d{1,9})?")) {
            value.problem(Problems.quote(text)
                    + " is not a comparison; allowed: a text, or one of > >= < <= = != with a space and a number");
        }
        return text;
    }

    Storage storage(String key, YamlValue value) {
        YamlFields fields = value.fields();
        Storage storage = new Storage(
                key,
                fields.line("title"),
                fields.optional("endpoint", YamlValue::url),
                fields.line("region"),
                fields.required("bucket", EstateReader::bucket, ""),
                fields.optional("prefix", EstateReader::prefix).orElse(""),
                fields.optional("path-style", YamlValue::flag).orElse(false),
                fields.required("access-key", YamlValue::secret, Secret.NONE),
                fields.required("secret-key", YamlValue::secret, Secret.NONE));
        fields.close();
        return storage;
    }

    private static String bucket(YamlValue value) {
        String name = value.line();
        if (!name.isEmpty() && !name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            value.problem(Problems.quote(name)
                    + " is not a bucket name; allowed: 3 to 63 small letters, digits, dots and hyphens");
        }
        return name;
    }

    private static String prefix(YamlValue value) {
        String prefix = value.line();
        if (!prefix.isEmpty() && (!prefix.endsWith("/") || prefix.startsWith("/"))) {
            value.problem(
                    Problems.quote(prefix) + " is not a prefix; allowed: a path such as bdc/ that ends in a slash");
        }
        return prefix;
    }
}
