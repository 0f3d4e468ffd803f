package dev.muster.estate;

import dev.muster.practice.EstateFolder;
import dev.muster.practice.ObjectStore;
import dev.muster.practice.PostgresServer;
import dev.muster.practice.PracticeData;
import dev.muster.practice.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plan's estate as machines of its own: {@code primary} and {@code standby} with PostgreSQL, {@code app1} and
 * {@code app2} with BDC, Redis and nginx, each under systemd and reached over SSH; object storage runs in this JVM.
 * See docker/estate/README.md.
 */
public final class ContainerEstate implements AutoCloseable {

    /** The host name of nginx's certificate. */
    public static final String DOMAIN = "bdc.example";
    /** Where BDC lives on both application hosts. */
    public static final String APPLICATION = "/var/www/bdc";

    private static final Logger LOG = LoggerFactory.getLogger(ContainerEstate.class);
    private static final int BDC_PORT = 5000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final PracticeData DATA = new PracticeData(3, 7);
    private static @Nullable ContainerEstate shared;

    private final EstateFolder folder = EstateFolder.temporary();
    private final Map<String, EstateHost> hosts = new LinkedHashMap<>();
    private final EstateNetwork network;
    private final String superuserPassword = secret();
    private final String rolePassword = secret();
    private final ObjectStore store = ObjectStore.started(folder.resolve("objects"), 0, secret());
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private boolean spent;

    /** What a request brought back; status 0 when nobody listens. */
    public record Answer(int status, String body) {}

    /**
     * The one estate of this test run, started when first asked for: its standby follows, both BDCs are healthy. What
     * stands in its database, its files and its storage is as the test before left it. Skips the test where no Docker
     * engine answers.
     */
    public static synchronized ContainerEstate shared() {
        EstateEngine.assumeThere();
        if (shared != null && (shared.spent || !shared.well())) {
            shared.close();
            shared = null;
        }
        if (shared == null) {
            EstateEngine.buildImages();
            EstateEngine.sweep();
            shared = new ContainerEstate();
        }
        return shared;
    }

    private ContainerEstate() {
        network = EstateNetwork.free();
        try {
            start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void start() {
        long begun = System.nanoTime();
        Path key = folder.resolve("id_ed25519");
        command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "muster", "-f", key.toString());
        write("postgres-password", superuserPassword);
        write("s3-secret", store.secretKey());
        write("s3-key", ObjectStore.ACCESS_KEY);
        Map<String, String> names = new LinkedHashMap<>();
        for (String name : List.of("primary", "standby", "app1", "app2")) {
            names.put(name, network.prefix() + (names.size() + 2));
        }
        String known = read(Path.of(key + ".pub"));
        names.keySet()
                .forEach(name -> hosts.put(
                        name,
                        new EstateHost(
                                name,
                                name.startsWith("app")
                                        ? "muster-estate-application:local"
                                        : "muster-estate-database:local",
                                network,
                                names,
                                known)));
        Stream.of(app1(), app2()).forEach(it -> it.with(APPLICATION + "/server/.env", environment(primary())));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> others = CompletableFuture.allOf(Stream.of(standby(), app1(), app2())
                    .map(it -> CompletableFuture.runAsync(it::start, threads))
                    .toArray(CompletableFuture[]::new));
            primary().start();
            LOG.info("Machines are up after {} s", seconds(begun));
            primary().shell("printf '%s\\n' '" + superuserPassword + "' | estate-password");
            DATA.fill(database(primary()), rolePassword);
            others.join();
        }
        LOG.info("The database is filled after {} s", seconds(begun));
        follow(standby(), primary());
        Waiting.until(PATIENCE, "the estate is well", this::well);
        LOG.info("The container estate is well after {} s", seconds(begun));
    }

    private static String seconds(long begun) {
        return "%.1f".formatted((System.nanoTime() - begun) / 1e9);
    }

    /** Makes that database host a streaming standby of the other one anew; whatever it had is gone. */
    public void follow(EstateHost standby, EstateHost primary) {
        database(primary)
                .execute(
                        "postgres",
                        "select pg_drop_replication_slot(slot_name) from pg_replication_slots where not active");
        standby.shell("printf '%s\\n' '" + superuserPassword + "' | estate-follow " + primary.address() + " "
                + standby.name());
    }

    public EstateHost primary() {
        return host("primary");
    }

    public EstateHost standby() {
        return host("standby");
    }

    public EstateHost app1() {
        return host("app1");
    }

    public EstateHost app2() {
        return host("app2");
    }

    public EstateHost host(String name) {
        return Objects.requireNonNull(hosts.get(name), name);
    }

    public List<EstateHost> hosts() {
        return List.copyOf(hosts.values());
    }

    public PostgresServer database(EstateHost host) {
        return new EstateDatabase(host, superuserPassword);
    }

    public ObjectStore store() {
        return store;
    }

    /** A path of the console's machine in the estate's own folder. */
    public Path resolve(String name) {
        return folder.resolve(name);
    }

    /** BDC's {@code .env} for that database host. */
    public String environment(EstateHost database) {
        return String.join(
                        "\n",
                        "DATABASE_HOST=" + database.address(),
                        "DATABASE_PORT=" + EstateDatabase.PORT,
                        "DATABASE_NAME=" + PracticeData.DATABASE,
                        "DATABASE_USER=" + PracticeData.ROLE,
                        "DATABASE_PASSWORD=" + rolePassword,
                        "PORT=" + BDC_PORT)
                + "\n";
    }

    /** The shipped plan on this estate; see {@link EstatePlan}. */
    public String plan() {
        return EstatePlan.of(this);
    }

    /** BDC itself on that host. */
    public Answer bdc(EstateHost host, String path) {
        return send(HttpRequest.newBuilder(URI.create("http://" + host.address() + ":" + BDC_PORT + path)));
    }

    /** BDC through the nginx of that host. */
    public Answer front(EstateHost host, String path) {
        return send(HttpRequest.newBuilder(URI.create("http://" + host.address() + path)));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking BDC", e);
        }
    }

    /** A test says so that took away what the next one needs: that one gets a new estate. */
    public void spend() {
        spent = true;
    }

    private boolean well() {
        try {
            return "1".equals(database(primary()).value("postgres", "select count(*) from pg_stat_replication"))
                    && "t".equals(database(standby()).value("postgres", "select pg_is_in_recovery()"))
                    && Stream.of(app1(), app2())
                            .allMatch(it -> bdc(it, "/health").status() == 200
                                    && front(it, "/health").status() == 200
                                    && it.active("redis-server"));
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            new ArrayList<>(hosts.values()).forEach(it -> threads.submit(it::remove));
        }
        network.close();
        store.close();
        folder.close();
    }

    private void write(String name, String content) {
        try {
            Path file = Files.writeString(folder.resolve(name), content);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String secret() {
        return UUID.randomUUID().toString();
    }

    private static void command(String... arguments) {
        try {
            Process process = new ProcessBuilder(arguments).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(List.of(arguments) + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + List.of(arguments), e);
        }
    }
}
