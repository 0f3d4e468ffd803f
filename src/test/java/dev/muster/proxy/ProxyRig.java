package dev.muster.proxy;

import com.sun.net.httpserver.HttpServer;
import dev.muster.host.Hosts;
import dev.muster.plan.Host;
import dev.muster.plan.Plan;
import dev.muster.plan.Proxy;
import dev.muster.plan.Service;
import dev.muster.practice.Ports;
import dev.muster.practice.Waiting;
import dev.muster.testing.LooseContext;
import dev.muster.testing.SmallPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A real nginx in a folder of its own, in front of two small applications that say their names. */
final class ProxyRig implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    final Path folder = Files.createTempDirectory("muster-proxy");
    final int port = Ports.free();
    final Path file = folder.resolve("conf.d/bdc.conf");
    final Map<String, Application> applications = new LinkedHashMap<>();
    final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    Host host = Host.local("here");
    Path written = file;

    ProxyRig() throws IOException {
        for (String name : List.of("app1", "app2")) {
            applications.put(name, new Application(name));
        }
        Files.createDirectories(file.getParent());
        Files.createDirectories(folder.resolve("temporary"));
        Files.writeString(folder.resolve("nginx.conf"), """
            %spid %2$s/nginx.pid;
            error_log %2$s/error.log;
            worker_processes 1;
            events { worker_connections 512; }
            http {
                access_log off;
                client_body_temp_path %2$s/temporary/body;
                proxy_temp_path %2$s/temporary/proxy;
                fastcgi_temp_path %2$s/temporary/fastcgi;
                uwsgi_temp_path %2$s/temporary/uwsgi;
                scgi_temp_path %2$s/temporary/scgi;
                include conf.d/*.conf;
            }
            """.formatted(
                        "root".equals(System.getProperty("user.name")) ? "user root;\n" : "", folder));
        beans.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("muster.ssh-agent", "")));
        beans.scan("dev.muster.host");
        beans.refresh();
    }

    /** What another hand wrote, nginx running with it, both applications up. */
    ProxyRig begins() throws IOException, InterruptedException {
        for (Application application : applications.values()) {
            application.start();
        }
        Files.writeString(
                file,
                "server { listen 127.0.0.1:" + port + "; location / { proxy_pass http://127.0.0.1:"
                        + application("app1").port + "; } }\n");
        nginx();
        Waiting.until(PATIENCE, "nginx answers", () -> get("/health").startsWith("200"));
        return this;
    }

    void nginx(String... arguments) throws IOException, InterruptedException {
        List<String> all = new java.util.ArrayList<>(
                List.of("/usr/sbin/nginx", "-p", folder.toString(), "-c", folder + "/nginx.conf"));
        all.addAll(List.of(arguments));
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(all + ": " + output);
        }
    }

    void stopNginx() throws IOException {
        Path pidFile = folder.resolve("nginx.pid");
        String pid = Files.exists(pidFile) ? Files.readString(pidFile).strip() : "";
        // nginx -t leaves an empty file
        if (!pid.isEmpty()) {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroy);
            Waiting.until(PATIENCE, "nginx ends", () -> !Files.exists(pidFile));
        }
    }

    Application application(String name) {
        return java.util.Objects.requireNonNull(applications.get(name));
    }

    Hosts hosts() {
        return beans.getBean(Hosts.class);
    }

    LooseContext worker(long run) {
        return new LooseContext(run, plan()).with("proxy", "front");
    }

    LooseContext worker(long run, String server, String others) {
        return worker(run).given("server", server).given("others", others);
    }

    Plan plan() {
        Proxy sample = SampleProxy.of(applications.values().stream()
                .map(it -> SampleProxy.server(it.name, "127.0.0.1", it.port))
                .toList());
        Proxy proxy = new Proxy(
                "front",
                "nginx",
                "nginx",
                new Proxy.Nginx(
                        "/usr/sbin/nginx",
                        Optional.of(folder + "/nginx.conf"),
                        Optional.of(folder.toString()),
                        folder + "/nginx.pid"),
                written.toString(),
                new Proxy.Site(List.of("127.0.0.1:" + port), List.of("_"), Optional.empty()),
                sample.upstream(),
                "http://127.0.0.1:" + port + "/health",
                sample.maintenance());
        return SmallPlan.of(Map.of(
                "hosts",
                List.of(host),
                "services",
                List.of(new Service(
                        "nginx",
                        "nginx",
                        Service.Tier.CRITICAL,
                        host.key(),
                        new Service.External(),
                        Optional.empty(),
                        Optional.empty())),
                "proxies",
                List.of(proxy)));
    }

    /** Status and body through nginx, on a connection of its own. */
    String get(String path) {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build()) {
            return send(client, path);
        }
    }

    String send(HttpClient client, String path) {
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(Duration.ofSeconds(15))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException e) {
            return "0 " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "0 interrupted";
        }
    }

    String content() throws IOException {
        return Files.readString(file);
    }

    @Override
    public void close() throws IOException {
        stopNginx();
        applications.values().forEach(Application::stop);
        beans.close();
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Says its name; {@code /slow} waits until it may go on. */
    static final class Application {

        final String name;
        final int port = Ports.free();
        final AtomicInteger served = new AtomicInteger();
        volatile int health = 200;
        volatile CountDownLatch slow = new CountDownLatch(0);
        private @org.jspecify.annotations.Nullable HttpServer server;

        Application(String name) {
            this.name = name;
        }

        void start() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                served.incrementAndGet();
                if (exchange.getRequestURI().getPath().equals("/slow")) {
                    try {
                        slow.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                byte[] body = name.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(
                        exchange.getRequestURI().getPath().equals("/health") ? health : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        void stop() {
            slow.countDown();
            if (server != null) {
                server.stop(0);
                server = null;
            }
        }
    }
}
