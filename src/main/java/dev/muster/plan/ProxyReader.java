package dev.muster.plan;

import dev.muster.plan.References.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads what stands in front of the application. Everything here ends in a file that nginx runs, so each value has its
 * own narrow shape: none can hold a space, a quote, a brace or a semicolon.
 */
final class ProxyReader {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9._+-]*)+");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|(?=.*:)[0-9A-Fa-f:.]{2,45}");
    private static final Pattern LISTEN =
            Pattern.compile("(?:(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[[0-9A-Fa-f:.]{2,45}]|\\*):)?([0-9]{1,5})");
    private static final Pattern SITE = Pattern.compile("_|(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern GROUP = Pattern.compile("[a-z][a-z0-9_]{0,31}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");
    private static final Pattern VALUE = Pattern.compile("\\$[a-z][a-z0-9_]{0,63}|[A-Za-z0-9._/:@-]{1,200}");
    private static final Set<String> NEXT = Collections.unmodifiableSet(new java.util.TreeSet<>(List.of(
            "error",
            "timeout",
            "invalid_header",
            "http_403",
            "http_404",
            "http_429",
            "http_500",
            "http_502",
            "http_503",
            "http_504",
            "non_idempotent",
            "off")));
    private static final Duration LONGEST = Duration.ofHours(1);

    private final References references;

    ProxyReader(References references) {
        this.references = references;
    }

    Proxy proxy(String key, YamlValue value) {
        YamlFields fields = value.fields();
        Proxy proxy = new Proxy(
                key,
                fields.line("title"),
                fields.required("service", it -> references.to(it, Kind.SERVICE), ""),
                fields.optional("nginx", ProxyReader::nginx).orElseGet(ProxyReader::usualNginx),
                fields.required("file", ProxyReader::file, ""),
                new Proxy.Site(
                        fields.required("listen", ProxyReader::listen, List.of()),
                        fields.required("server-names", it -> each(it, ProxyReader::site), List.of()),
                        fields.optional("tls", ProxyReader::tls)),
                upstream(fields),
                fields.required("verify", YamlValue::url, ""),
                fields.optional("maintenance", ProxyReader::maintenance)
                        .orElse(new Proxy.Maintenance("We are working on it. Please come back later.", minutes(10))));
        fields.close();
        return proxy;
    }

    private static Proxy.Upstream upstream(YamlFields fields) {
        return new Proxy.Upstream(
                fields.required(
                        "upstream",
                        it -> shaped(it, GROUP, "a name of small letters, digits and underscores, at most 32"),
                        ""),
                fields.required("servers", ProxyReader::servers, List.of()),
                fields.optional("connect-timeout", ProxyReader::timeout).orElse(Duration.ofSeconds(5)),
                fields.optional("send-timeout", ProxyReader::timeout).orElse(Duration.ofSeconds(10)),
                fields.optional("read-timeout", ProxyReader::timeout).orElse(Duration.ofSeconds(10)),
                fields.optional("next-upstream", it -> each(it, ProxyReader::next))
                        .orElse(List.of("error", "timeout")),
                fields.optional("headers", ProxyReader::headers).orElse(Map.of()));
    }

    private static List<Proxy.Server> servers(YamlValue value) {
        List<Proxy.Server> servers = new ArrayList<>();
        Set<String> places = new HashSet<>();
        value.filledKeyed().forEach((key, it) -> {
            Proxy.Server server = server(key, it);
            if (!places.add(server.address() + " " + server.port())
                    && !server.address().isEmpty()) {
                it.problem("is the address and port of another server; allowed: each server once");
            }
            servers.add(server);
        });
        if (servers.size() == 1) {
            value.problem("has one server; at least two are needed, so that one can take over");
        }
        return List.copyOf(servers);
    }

    private static Proxy.Server server(String key, YamlValue value) {
        YamlFields fields = value.fields();
        Proxy.Server server = new Proxy.Server(
                key,
                fields.required("address", it -> shaped(it, HOST, "a host name or an IP address"), ""),
                fields.required("port", it -> it.number(1, 65_535), 1),
                fields.required("health", YamlValue::url, ""),
                fields.optional("max-fails", it -> it.number(0, 100)).orElse(1),
                fields.optional("fail-timeout", ProxyReader::timeout).orElse(Duration.ofSeconds(10)));
        fields.close();
        return server;
    }

    private static Proxy.Nginx nginx(YamlValue value) {
        YamlFields fields = value.fields();
        Proxy.Nginx usual = usualNginx();
        Proxy.Nginx nginx = new Proxy.Nginx(
                fields.optional("program", ProxyReader::path).orElse(usual.program()),
                fields.optional("configuration", ProxyReader::path),
                fields.optional("prefix", ProxyReader::path),
                fields.optional("pid-file", ProxyReader::path).orElse(usual.pidFile()));
        fields.close();
        return nginx;
    }

    private static Proxy.Nginx usualNginx() {
        return new Proxy.Nginx("/usr/sbin/nginx", Optional.empty(), Optional.empty(), "/run/nginx.pid");
    }

    private static Proxy.Tls tls(YamlValue value) {
        YamlFields fields = value.fields();
        Proxy.Tls tls = new Proxy.Tls(
                fields.required("certificate", ProxyReader::path, ""), fields.required("key", ProxyReader::path, ""));
        fields.close();
        return tls;
    }

    private static Proxy.Maintenance maintenance(YamlValue value) {
        YamlFields fields = value.fields();
        Proxy.Maintenance maintenance = new Proxy.Maintenance(
                fields.text("text"),
                fields.optional("retry-after", ProxyReader::timeout).orElse(minutes(10)));
        if (maintenance.text().length() > 1000) {
            value.problem("has a text of more than 1000 characters; allowed: fewer");
        }
        fields.close();
        return maintenance;
    }

    /** nginx reads everything in sites-enabled, so drafts and copies beside the file would count there too. */
    private static String file(YamlValue value) {
        String path = path(value);
        if (path.contains("/sites-enabled/")) {
            value.problem(Problems.quote(path) + " is in a folder of which nginx reads every file, the copies beside it"
                    + " too; allowed: a path such as /etc/nginx/conf.d/bdc.conf");
        }
        return path;
    }

    private static String path(YamlValue value) {
        return shaped(value, PATH, "a path from / without spaces, quotes and steps upwards");
    }

    private static List<String> listen(YamlValue value) {
        return each(value, it -> {
            String text = shaped(it, LISTEN, "a port such as 80, or an address with one such as 127.0.0.1:8080");
            String port = text.substring(text.lastIndexOf(':') + 1);
            if (LISTEN.matcher(text).matches() && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535)) {
                it.problem(Problems.quote(text) + " has no port from 1 to 65535");
            }
            return text;
        });
    }

    private static String site(YamlValue value) {
        return shaped(value, SITE, "a host name, one that begins with *. or _ for any");
    }

    private static String next(YamlValue value) {
        String word = value.line();
        if (!word.isEmpty() && !NEXT.contains(word)) {
            value.problem("unknown " + Problems.quote(word) + "; " + Problems.choices(NEXT));
        }
        return word;
    }

    private static Map<String, String> headers(YamlValue value) {
        Map<String, String> headers = new LinkedHashMap<>();
        value.fields().rest().forEach((name, it) -> {
            if (!HEADER.matcher(name).matches()) {
                it.problem(Problems.quote(name) + " is not the name of a header; allowed: letters, digits and -");
            }
            headers.put(name, shaped(it, VALUE, "one variable of nginx such as $host, or a word"));
        });
        return Collections.unmodifiableMap(headers);
    }

    private static Duration timeout(YamlValue value) {
        Duration duration = value.positiveDuration();
        if (duration.compareTo(LONGEST) > 0) {
            value.problem("is too long; allowed: up to 1 h");
        }
        return duration;
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static List<String> each(YamlValue value, Function<YamlValue, String> reading) {
        return value.filledList().stream().map(reading).toList();
    }

    private static String shaped(YamlValue value, Pattern shape, String allowed) {
        String text = value.line();
        if (!text.isEmpty() && !shape.matcher(text).matches()) {
            value.problem(Problems.quote(text) + " cannot stand in nginx's file; allowed: " + allowed);
        }
        return text;
    }
}
