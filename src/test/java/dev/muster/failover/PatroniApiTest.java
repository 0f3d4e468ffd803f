package dev.muster.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.muster.common.Refused;
import dev.muster.plan.Failover;
import dev.muster.practice.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each documented answer of Patroni's REST API is taken for. */
class PatroniApiTest {

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.setExecutor(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    private void answers(String path, int status, String body) {
        server.createContext(path, exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    + Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                            .map(it -> " " + it)
                            .orElse(""));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private Failover.Member member() {
        return new Failover.Member(
                "db1", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    private PatroniApi api(Optional<Failover.Account> account) {
        return new PatroniApi(new Failover.Patroni(member(), member(), account, Optional.empty()));
    }

    private PatroniApi.Answer switchover() {
        return api(Optional.empty())
                .ask(member(), "switchover", Optional.of("db1"), "db2", Duration.ofSeconds(5))
                .join();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        200 | Successfully switched over to "db2"                                       | Agreed
        202 | Switchover scheduled                                                      | Agreed
        400 | Switchover could be performed only from a specific leader                 | Declined
        401 | not authenticated                                                         | Declined
        403 | Access is denied                                                          | Declined
        404 | nothing                                                                   | Declined
        412 | candidate name does not match with sync_standby                           | Declined
        500 | nothing                                                                   | Unclear
        503 | Switchover status unknown                                                 | Unclear
        503 | Switchover failed                                                         | Unclear
        """)
    void an_answer_is_agreed_declined_or_unclear(int status, String body, String kind) {
        answers("/switchover", status, body);

        PatroniApi.Answer answer = switchover();

        assertThat(answer.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(answer.words()).contains("db1 answers " + status + ": " + body);
        assertThat(requests).containsExactly("POST /switchover {\"leader\":\"db1\",\"candidate\":\"db2\"}");
    }

    @Test
    void an_answer_that_never_comes_is_unclear_and_one_that_was_never_asked_is_declined() {
        server.createContext("/failover", exchange -> {
            requests.add("failover");
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        assertThat(api(Optional.empty())
                        .ask(member(), "failover", Optional.empty(), "db2", Duration.ofMillis(300))
                        .join())
                .isInstanceOf(PatroniApi.Unclear.class)
                .satisfies(it -> assertThat(it.words()).contains("gave no answer (HttpTimeoutException)"));
        assertThat(requests).containsExactly("failover");

        Failover.Member nobody = new Failover.Member("db3", "http://127.0.0.1:" + Ports.free());
        assertThat(api(Optional.empty())
                        .ask(nobody, "failover", Optional.empty(), "db2", Duration.ofSeconds(2))
                        .join())
                .isInstanceOf(PatroniApi.Declined.class);
    }

    @Test
    void the_account_goes_with_what_changes_something_and_not_with_a_look(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "pass:word\n");
        Failover.Account account = new Failover.Account("muster", new dev.muster.plan.Secret("${file:" + secret + "}"));
        answers("/failover", 200, "Successfully failed over to \"db2\"");
        answers("/cluster", 200, "{\"members\": []}");

        PatroniApi api = api(Optional.of(account));
        api.ask(member(), "failover", Optional.empty(), "db2", Duration.ofSeconds(5))
                .join();
        api.cluster(member());

        assertThat(requests)
                .containsExactly(
                        "POST /failover {\"candidate\":\"db2\"} Basic bXVzdGVyOnBhc3M6d29yZA==", "GET /cluster ");
    }

    @Test
    void a_cluster_is_read_as_documented_and_what_is_none_is_refused() {
        answers("/cluster", 200, """
            {"members": [
              {"name": "db1", "role": "leader", "state": "running", "api_url": "http://10.89.0.4:8008/patroni",
               "host": "10.89.0.4", "port": 5432, "timeline": 5},
              {"name": "db2", "role": "sync_standby", "state": "streaming", "host": "10.89.0.6", "port": 5433,
               "timeline": 5, "lag": 0},
              {"name": "db3", "role": "replica", "state": "stopped", "lag": "unknown"}],
             "pause": true,
             "scheduled_switchover": {"at": "2026-09-24T10:36:00+02:00", "from": "db1", "to": "db2"}}
            """);
        answers("/config", 200, "{\"ttl\": 20, \"loop_wait\": 5, \"synchronous_mode\": true}");
        answers("/patroni", 200, "<html>another server</html>");

        PatroniCluster cluster = api(Optional.empty()).cluster();

        assertThat(cluster.leader()).map(PatroniCluster.Member::name).contains("db1");
        assertThat(cluster.member("db2")).get().satisfies(it -> {
            assertThat(it.synchronous()).isTrue();
            assertThat(it.port()).isEqualTo(5433);
            assertThat(it.lag()).hasValue(0);
        });
        assertThat(cluster.member("db3")).get().satisfies(it -> assertThat(it.lag())
                .isEmpty());
        assertThat(cluster.paused()).isTrue();
        assertThat(cluster.scheduled()).contains("2026-09-24T10:36:00+02:00");
        assertThat(api(Optional.empty()).settings(member()))
                .isEqualTo(new PatroniSettings(Duration.ofSeconds(20), Duration.ofSeconds(5), true))
                .satisfies(it -> assertThat(it.takesOver()).isEqualTo(Duration.ofSeconds(40)));
        assertThatThrownBy(() -> api(Optional.empty()).member(member()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("answers 200 and no JSON: is Patroni there?");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "\"quorum\", true", "\"off\", false", "null, false"})
    void synchronous_is_a_flag_or_a_word(String written, boolean synchronous) {
        answers("/config", 200, "{\"synchronous_mode\": " + written + "}");

        assertThat(api(Optional.empty()).settings(member()))
                .isEqualTo(new PatroniSettings(Duration.ofSeconds(30), Duration.ofSeconds(10), synchronous));
    }

    @Test
    void a_file_of_authorities_that_holds_none_is_refused_by_its_name(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("ca.pem"), "");
        assertThatThrownBy(() -> new PatroniApi(
                        new Failover.Patroni(member(), member(), Optional.empty(), Optional.of(empty.toString()))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(empty.toString());
    }
}
