package dev.muster.proxy;

import dev.muster.plan.Proxy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A proxy as the plan on paper has it. */
final class SampleProxy {

    private SampleProxy() {}

    static Proxy of(List<Proxy.Server> servers) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "$host");
        headers.put("X-Forwarded-For", "$proxy_add_x_forwarded_for");
        return new Proxy(
                "front",
                "nginx in front of BDC",
                "nginx",
                new Proxy.Nginx("/usr/sbin/nginx", Optional.empty(), Optional.empty(), "/run/nginx.pid"),
                "/etc/nginx/conf.d/bdc.conf",
                new Proxy.Site(List.of("127.0.0.1:8080"), List.of("bdc.example"), Optional.empty()),
                new Proxy.Upstream(
                        "bdc_servers",
                        servers,
                        Duration.ofSeconds(5),
                        Duration.ofMillis(1500),
                        Duration.ofSeconds(10),
                        List.of("error", "timeout", "http_503"),
                        headers),
                "http://127.0.0.1:8080/health",
                new Proxy.Maintenance("Back soon", Duration.ofMinutes(10)));
    }

    static Proxy.Server server(String key, String address, int port) {
        return new Proxy.Server(
                key, address, port, "http://" + address + ":" + port + "/health", 3, Duration.ofSeconds(30));
    }
}
