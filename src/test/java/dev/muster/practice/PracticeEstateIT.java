package dev.muster.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PracticeEstateIT {

    private static final PracticeData DATA = new PracticeData(2, 42);

    private static PracticeEstate estate;

    @BeforeAll
    static void start() {
        estate = PracticeEstate.empty()
                .withPrimary(DATA)
                .withStandby()
                .withObjectStore()
                .withApplication()
                .withSecondApplication()
                .withRedis()
                .withNginx();
    }

    @AfterAll
    static void stop() {
        estate.close();
    }

    @Test
    void the_application_reads_and_writes_its_database() {
        var application = estate.application();

        assertThat(application.get("/health"))
                .isEqualTo(new BdcProcess.Answer(200, "{\"status\":\"up\",\"database\":\"bdc_production\"}"));
        long before = count();
        assertThat(application.post("/users").status()).isEqualTo(201);
        assertThat(count()).isEqualTo(before + 1);
        assertThat(application.get("/users").status()).isEqualTo(405);
        assertThat(application.get("/nothing").status()).isEqualTo(404);
    }

    @Test
    void the_application_says_when_its_database_is_gone_and_finds_it_again() {
        var primary = estate.primary();
        primary.crash();
        assertThat(estate.application().get("/health").status()).isEqualTo(503);

        primary.start();

        assertThat(estate.application().get("/health").status()).isEqualTo(200);
    }

    @Test
    void what_is_written_on_the_primary_comes_to_the_standby() {
        estate.application().post("/users");
        String count = "select count(*) from users";

        Waiting.until(
                Duration.ofSeconds(20),
                "the standby has caught up",
                () -> estate.standby().lagInBytes() == 0);

        assertThat(estate.standby().value("bdc_production", count))
                .isEqualTo(estate.primary().value("bdc_production", count));
    }

    @Test
    void the_same_seed_gives_the_same_data_and_another_seed_other_data() {
        try (PracticeEstate same = PracticeEstate.empty().withPrimary(new PracticeData(1, 7));
                PracticeEstate twin = PracticeEstate.empty().withPrimary(new PracticeData(1, 7));
                PracticeEstate other = PracticeEstate.empty().withPrimary(new PracticeData(1, 8))) {
            List<String> data = PracticeData.fingerprint(same.primary(), PracticeData.DATABASE);

            assertThat(PracticeData.fingerprint(twin.primary(), PracticeData.DATABASE))
                    .hasSizeGreaterThanOrEqualTo(8)
                    .isEqualTo(data);
            assertThat(PracticeData.fingerprint(other.primary(), PracticeData.DATABASE))
                    .isNotEqualTo(data);
        }
    }

    @Test
    void the_front_door_goes_to_the_backup_when_the_application_is_down_and_back() throws Exception {
        assertThat(answeredBy()).isEqualTo("bdc");
        estate.application().stop();
        try {
            assertThat(answeredBy()).isEqualTo("bdc2");
        } finally {
            estate.application().start();
        }
        estate.nginx().stop();
        estate.nginx().start();
        assertThat(answeredBy()).isEqualTo("bdc");
    }

    @Test
    void the_front_door_takes_a_new_site_without_a_stop_and_refuses_a_broken_one() throws Exception {
        var nginx = estate.nginx();
        String site = Files.readString(nginx.siteFile());
        try {
            Files.writeString(nginx.siteFile(), site.replace(" backup;", " backup; no_such_word;"));
            assertThat(new Program(nginx.check(), Map.of()).result().output()).contains("no_such_word");

            Files.writeString(
                    nginx.siteFile(),
                    NginxFiles.site(
                            nginx.port(),
                            estate.secondApplication().port(),
                            estate.application().port()));
            new Program(nginx.check(), Map.of()).run();
            new Program(nginx.reload(), Map.of()).run();
            Waiting.until(Duration.ofSeconds(10), "the second application answers", () -> answeredBy()
                    .equals("bdc2"));
        } finally {
            Files.writeString(nginx.siteFile(), site);
            new Program(nginx.reload(), Map.of()).run();
            Waiting.until(Duration.ofSeconds(10), "the first application answers", () -> answeredBy()
                    .equals("bdc"));
        }
    }

    @Test
    void nothing_of_nginx_and_redis_runs_as_root() {
        assertThat(List.of(estate.nginx().program(), estate.redis().program()))
                .allSatisfy(it -> assertThat(it.running().orElseThrow().info().user())
                        .isPresent()
                        .get()
                        .isNotEqualTo("root"));
    }

    @Test
    void redis_keeps_its_keys_of_every_kind_over_a_stop() {
        var redis = estate.redis();
        List<String> kinds = Stream.of("session:0", "mail:queue", "online", "scores", "events")
                .map(it -> redis.ask("TYPE", it))
                .toList();
        assertThat(kinds).containsExactly("string", "list", "set", "zset", "stream");
        String before = redis.ask("INFO", "keyspace");
        assertThat(before).contains("db0:", "db1:");

        redis.stop();
        redis.start();

        assertThat(redis.ask("DBSIZE")).isEqualTo(keys(before));
        assertThatThrownBy(() -> RedisWire.ask(redis.port(), "wrong", List.of(List.of("PING"))))
                .hasMessageContaining("WRONGPASS");
    }

    @Test
    void nothing_listens_beyond_loopback() throws IOException {
        List<Integer> ports = List.of(
                estate.primary().port(),
                estate.standby().port(),
                estate.application().port(),
                estate.secondApplication().port(),
                estate.redis().port(),
                estate.nginx().port());
        List<InetAddress> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(it -> !it.isLoopbackAddress() && !it.isLinkLocalAddress())
                .toList();
        for (int port : ports) {
            assertThat(answers(InetAddress.getLoopbackAddress(), port)).isTrue();
            for (InetAddress address : outside) {
                assertThat(answers(address, port)).as(address + ":" + port).isFalse();
            }
        }
    }

    private static String answeredBy() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(estate.nginx().url() + "/health"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .headers()
                    .firstValue(BdcApplication.ANSWERED_BY)
                    .orElse("");
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String keys(String keyspace) {
        return keyspace.replaceAll("(?s).*db0:keys=(\\d+),.*", "$1");
    }

    private static boolean answers(InetAddress address, int port) {
        try (Socket socket = new Socket(address, port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static long count() {
        return Long.parseLong(estate.application().get("/users/count").body().replaceAll("\\D", ""));
    }
}
