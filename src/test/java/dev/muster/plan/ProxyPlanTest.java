package dev.muster.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in front of the application, and what is refused. */
class ProxyPlanTest {

    @Test
    void the_shipped_plan_has_the_nginx_of_the_plan_on_paper() {
        Proxy proxy = new PlanParser(Map.of())
                .parse(BdcPlanTest.yaml())
                .proxy("front")
                .orElseThrow();

        assertThat(proxy.nginx())
                .isEqualTo(new Proxy.Nginx("/usr/sbin/nginx", Optional.empty(), Optional.empty(), "/run/nginx.pid"));
        assertThat(proxy.file()).isEqualTo("/etc/nginx/sites-available/bdc-failover");
        assertThat(proxy.upstream().name()).isEqualTo("bdc_servers");
        assertThat(proxy.upstream().servers())
                .containsExactly(
                        new Proxy.Server(
                                "app1",
                                "app1.server.com",
                                5000,
                                "http://app1.server.com:5000/health",
                                3,
                                Duration.ofSeconds(30)),
                        new Proxy.Server(
                                "app2",
                                "app2.server.com",
                                5000,
                                "http://app2.server.com:5000/health",
                                1,
                                Duration.ofSeconds(10)));
        assertThat(proxy.upstream().next())
                .containsExactly("error", "timeout", "invalid_header", "http_500", "http_502", "http_503");
        assertThat(List.copyOf(proxy.upstream().headers().entrySet()))
                .containsExactly(
                        Map.entry("Host", "$host"),
                        Map.entry("X-Real-IP", "$remote_addr"),
                        Map.entry("X-Forwarded-For", "$proxy_add_x_forwarded_for"));
        assertThat(proxy.maintenance().retryAfter()).isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        file: /etc/nginx/sites-available/  | file: /etc/nginx/sites-enabled/ | file           | "/etc/nginx/sites-enabled/bdc-failover" is in a folder of which nginx reads every file, the copies beside it too; allowed: a path such as /etc/nginx/conf.d/bdc.conf
        file: /etc/nginx/sites-available/  | file: /etc/nginx/../       | file                | "/etc/nginx/../bdc-failover" cannot stand in nginx's file; allowed: a path from / without spaces, quotes and steps upwards
        listen: ["80"]                     | listen: ["80; include /x"] | listen[0]           | "80; include /x" cannot stand in nginx's file; allowed: a port such as 80, or an address with one such as 127.0.0.1:8080
        listen: ["80"]                     | listen: ["70000"]          | listen[0]           | "70000" has no port from 1 to 65535
        [yourdomain.com, app1.server.com]  | ["a.b {}"]                 | server-names[0]     | "a.b {}" cannot stand in nginx's file; allowed: a host name, one that begins with *. or _ for any
        upstream: bdc_servers              | upstream: Bdc              | upstream            | "Bdc" cannot stand in nginx's file; allowed: a name of small letters, digits and underscores, at most 32
        {address: app2.server.com, port: 5000 | {address: app1.server.com, port: 5000 | servers.app2 | is the address and port of another server; allowed: each server once
        {address: app2.server.com,         | {address: "unix:/tmp/x",   | servers.app2.address | "unix:/tmp/x" cannot stand in nginx's file; allowed: a host name or an IP address
        read-timeout: 10 s                 | read-timeout: 2 h          | read-timeout        | is too long; allowed: up to 1 h
        next-upstream: [error,             | next-upstream: [http_418,  | next-upstream[0]    | unknown "http_418"; allowed: error, http_403, http_404, http_429, http_500, http_502, http_503, http_504, invalid_header, non_idempotent, off, timeout
        X-Real-IP: $remote_addr            | X-Real-IP: $remote_addr;   | headers.X-Real-IP   | "$remote_addr;" cannot stand in nginx's file; allowed: one variable of nginx such as $host, or a word
        verify: http://app1.server.com     | verify: app1.server.com    | verify              | "app1.server.com/health" is not an address that begins with http:// or https://
        maintenance: {text:                | maintenance: {page: x, text: | maintenance.page  | unknown key "page"; allowed: text, retry-after
        connect-timeout: 5 s               | pid: 5 s                   | pid                 | unknown key "pid"; allowed: title, service, nginx, file, listen, server-names, tls, upstream, servers, connect-timeout, send-timeout, read-timeout, next-upstream, headers, verify, maintenance
        """)
    void what_does_not_fit_is_refused_at_its_place_with_what_is_allowed(
            String from, String to, String key, String message) {
        assertThat(problems(section().replace(from, to))).contains(Map.entry("proxies.front." + key, message));
    }

    @Test
    void one_server_alone_is_nothing_to_switch_to() {
        assertThat(problems(section().replaceAll(" {6}app2: .*\n", "")))
                .containsExactly(Map.entry(
                        "proxies.front.servers", "has one server; at least two are needed, so that one can take over"));
    }

    /** Whatever gets through must be one word for nginx. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a;b", "a b", "a{", "a}", "a\"b", "a'b", "a#b", "a\\b", "a\nb", "a$b", "$host;", "`a`", "ä", "a\tb"
            })
    void nothing_that_means_something_to_nginx_gets_into_any_value(String evil) {
        String quoted = "\""
                + evil.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t") + "\"";
        for (String value : List.of(
                "/etc/nginx/sites-available/bdc-failover",
                "[\"80\"]",
                "[yourdomain.com, app1.server.com]",
                "bdc_servers",
                "app2.server.com",
                "[error, timeout, invalid_header, http_500, http_502, http_503]",
                "$remote_addr")) {
            String instead = value.startsWith("[") ? "[" + quoted + "]" : quoted;
            assertThat(problems(section()
                            .replaceFirst(
                                    java.util.regex.Pattern.quote(value),
                                    java.util.regex.Matcher.quoteReplacement(instead))))
                    .as(value + " → " + evil)
                    .isNotEmpty();
        }
    }

    private static String section() {
        String yaml = BdcPlanTest.yaml();
        int from = yaml.indexOf("proxies:\n");
        return yaml.substring(from, yaml.indexOf("\n\n", from));
    }

    private static List<Map.Entry<String, String>> problems(String section) {
        assertThat(section).isNotEqualTo(section());
        PlanException refusal = catchThrowableOfType(PlanException.class, () -> new PlanParser(Map.of())
                .parse(BdcPlanTest.yaml().replace(section(), section)));
        assertThat(refusal).as(section).isNotNull();
        return refusal.problems().stream()
                .map(it -> Map.entry(it.place(), it.message()))
                .toList();
    }
}
