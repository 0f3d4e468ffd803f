package dev.muster.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.plan.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The file of nginx is a function of the plan and the route. */
class NginxFileTest {

    private static final Proxy PROXY = SampleProxy.of(
            List.of(SampleProxy.server("app1", "10.0.0.1", 5000), SampleProxy.server("app2", "2001:db8::2", 5001)));

    @Test
    void the_active_server_takes_the_requests_and_the_other_is_its_backup() {
        String text = NginxFile.of(PROXY, Route.planned(PROXY)).text();

        assertThat(text.replaceAll("[0-9a-f]{24}", "TOKEN")).isEqualTo("""
            # Written by Muster from the plan. The next switch replaces what is changed here.
            # route: active=app1 others=BACKUP blocked=false
            # token: TOKEN
            upstream bdc_servers {
                server 10.0.0.1:5000 max_fails=3 fail_timeout=30s;
                server [2001:db8::2]:5001 backup max_fails=3 fail_timeout=30s;
            }
            map $http_x_muster_ask $muster_bdc_servers {
                default "";
                "TOKEN" $upstream_addr;
            }
            server {
                listen 127.0.0.1:8080;
                server_name bdc.example;
                add_header X-Muster-Answered $muster_bdc_servers always;
                location / {
                    proxy_pass http://bdc_servers;
                    proxy_next_upstream error timeout http_503;
                    proxy_set_header Host $host;
                    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                    proxy_connect_timeout 5s;
                    proxy_send_timeout 1500ms;
                    proxy_read_timeout 10s;
                }
            }
            """);
    }

    @Test
    void a_drained_server_gets_nothing() {
        assertThat(NginxFile.of(PROXY, new Route("app2", Route.Others.DOWN, false))
                        .text())
                .contains("    server 10.0.0.1:5000 down max_fails=3 fail_timeout=30s;\n")
                .contains("    server [2001:db8::2]:5001 max_fails=3 fail_timeout=30s;\n");
    }

    @Test
    void blocked_means_the_page_and_no_way_to_any_server() {
        assertThat(NginxFile.of(PROXY, Route.planned(PROXY).block()).text())
                .contains("return 503 \"<!doctype html>")
                .contains("add_header Retry-After 600 always;")
                .contains("Back soon")
                .doesNotContain("proxy_pass")
                .doesNotContain("location");
    }

    @Test
    void a_certificate_is_named_where_the_plan_has_one() {
        Proxy tls = new Proxy(
                PROXY.key(),
                PROXY.title(),
                PROXY.service(),
                PROXY.nginx(),
                PROXY.file(),
                new Proxy.Site(
                        List.of("443", "[::]:443"),
                        List.of("a.example", "*.b.example"),
                        Optional.of(new Proxy.Tls("/etc/ssl/a.pem", "/etc/ssl/a.key"))),
                PROXY.upstream(),
                PROXY.verify(),
                PROXY.maintenance());

        assertThat(NginxFile.of(tls, Route.planned(tls)).text()).contains("""
                listen 443 ssl;
                listen [::]:443 ssl;
                server_name a.example *.b.example;
                ssl_certificate /etc/ssl/a.pem;
                ssl_certificate_key /etc/ssl/a.key;
            """.indent(0));
    }

    @Test
    void the_route_is_read_back_from_the_file_and_each_file_has_its_own_token() {
        for (Route route : List.of(
                Route.planned(PROXY),
                new Route("app2", Route.Others.DOWN, false),
                new Route("app2", Route.Others.BACKUP, true))) {
            NginxFile file = NginxFile.of(PROXY, route);
            assertThat(Route.of(file.text())).contains(route);
            assertThat(NginxFile.of(PROXY, route)).isEqualTo(file);
        }
        assertThat(NginxFile.of(PROXY, Route.planned(PROXY)).token())
                .isNotEmpty()
                .isNotEqualTo(NginxFile.of(PROXY, Route.planned(PROXY).block()).token());
        assertThat(Route.of("# by hand\n# route: active=app1 others=DOWN blocked=true\n"))
                .isEmpty();
    }

    @Test
    void the_text_of_the_page_is_text_for_nginx_and_for_the_browser() {
        assertThat(NginxFile.html("Back\" $host; } <script> \\n ä"))
                .isEqualTo("Back&#34; &#36;host&#59; &#125; &#60;script&#62; &#92;n &#228;");
    }

    @Test
    void a_value_that_could_break_out_makes_no_file_even_if_a_plan_had_it() {
        for (String evil : List.of("10.0.0.1;", "a b", "a{", "a}", "a\"", "a'", "a#", "a\\", "a\n")) {
            Proxy proxy = SampleProxy.of(List.of(SampleProxy.server("app1", evil, 1)));
            assertThatThrownBy(() -> NginxFile.of(proxy, Route.planned(proxy)))
                    .as(evil)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
