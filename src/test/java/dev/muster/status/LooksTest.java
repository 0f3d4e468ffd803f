package dev.muster.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.muster.plan.Secret;
import dev.muster.plan.ServiceProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each look against something real that answers, hangs, swallows or is gone. */
class LooksTest {

    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final ExecutorService POOL = Executors.newVirtualThreadPerTaskExecutor();

    @AfterAll
    static void close() {
        POOL.close();
    }

    @Test
    void a_page_is_judged_by_status_body_and_time() throws Exception {
        try (Page page = new Page(200, "{\"status\":\"up\"}")) {
            assertThat(answered(http(page.url(), 200, "up")).state()).isEqualTo(ServiceState.UP);
            assertThat(answered(http(page.url(), 204, "up")))
                    .returns(ServiceState.DOWN, Answer::state)
                    .extracting(Answer::evidence)
                    .asString()
                    .startsWith("answered 200 in ")
                    .endsWith(" instead of 204");
            assertThat(answered(http(page.url(), 200, "green")).evidence()).endsWith("without \"green\" in its body");
            Answer slow = answered(new HttpLook(
                    new ServiceProbe.Http(page.url(), 200, Optional.empty(), Optional.of(Duration.ofNanos(1)), 14),
                    HttpClient.newHttpClient(),
                    Clock.systemUTC()));
            assertThat(slow.state()).isEqualTo(ServiceState.DEGRADED);
        }
    }

    @Test
    void a_port_that_nobody_listens_on_is_down_at_once() throws Exception {
        int port = freePort();
        assertThat(answered(tcp(port)))
                .returns(ServiceState.DOWN, Answer::state)
                .returns("takes no connections", Answer::evidence);
        assertThat(answered(http("http://127.0.0.1:" + port + "/", 200, "")).state())
                .isEqualTo(ServiceState.DOWN);
        assertThat(answered(redis(port)).state()).isEqualTo(ServiceState.DOWN);
    }

    @Test
    void a_server_that_accepts_and_never_answers_is_down_when_the_time_is_over() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, HERE)) {
            assertThat(answered(tcp(silent.getLocalPort())).state()).isEqualTo(ServiceState.UP);
            for (Look look : List.of(
                    http("http://127.0.0.1:" + silent.getLocalPort() + "/", 200, ""), redis(silent.getLocalPort()))) {
                Answer answer = ask(look);
                assertThat(answer.state()).isEqualTo(ServiceState.DOWN);
                assertThat(answer.evidence()).isEqualTo("no answer within 300 ms");
                assertThat(answer.took()).isLessThan(Duration.ofSeconds(5));
            }
        }
    }

    @Test
    void a_black_hole_is_down_when_the_time_is_over() throws Exception {
        // A full queue of a listener that takes nobody: the kernel drops what knocks, as a firewall would.
        try (ServerSocket full = new ServerSocket(0, 1, HERE)) {
            List<Socket> waiting = new ArrayList<>();
            try {
                for (int i = 0; i < 3; i++) {
                    Socket socket = new Socket();
                    waiting.add(socket);
                    connect(socket, full.getLocalPort());
                }
                assertThat(ask(tcp(full.getLocalPort())))
                        .returns(ServiceState.DOWN, Answer::state)
                        .returns("no answer within 300 ms", Answer::evidence);
            } finally {
                for (Socket socket : waiting) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void a_name_that_nobody_knows_says_nothing_of_the_service() throws Exception {
        assertThat(answered(new TcpLook(new ServiceProbe.Tcp("no-such-machine.invalid", 80)))
                        .state())
                .isEqualTo(ServiceState.UNKNOWN);
        assertThat(answered(http("http://no-such-machine.invalid/", 200, "")).state())
                .isEqualTo(ServiceState.UNKNOWN);
    }

    @Test
    void redis_is_asked_in_its_own_words() throws Exception {
        assertThat(redisAnswers("+PONG\r\n").state()).isEqualTo(ServiceState.UP);
        assertThat(redisAnswers("-LOADING Redis is loading\r\n").state()).isEqualTo(ServiceState.DOWN);
        assertThat(redisAnswers("-NOAUTH Authentication required.\r\n").state()).isEqualTo(ServiceState.UNKNOWN);
    }

    @Test
    void a_look_that_heeds_nobody_holds_back_itself_alone_and_never_piles_up() throws Exception {
        List<Thread> stuck = new ArrayList<>();
        Object never = new Object();
        Asking asking = new Asking(
                patience -> {
                    stuck.add(Thread.currentThread());
                    while (!stuck.isEmpty()) {
                        synchronized (never) {
                            try {
                                never.wait(50);
                            } catch (InterruptedException e) {
                                // That is what it does not heed.
                            }
                        }
                    }
                    return Look.Seen.up("");
                },
                PATIENCE,
                POOL);

        assertThat(asking.ask().orElseThrow().evidence()).isEqualTo("no answer within 300 ms");
        assertThat(asking.ask().orElseThrow().evidence()).isEqualTo("does not even end the look before");
        assertThat(stuck).hasSize(1);
        stuck.clear();
    }

    @Test
    void silence_of_a_host_is_no_outage_of_its_service() throws Exception {
        Look host = new Look() {
            @Override
            public Seen look(Duration patience) throws InterruptedException {
                Thread.sleep(Duration.ofMinutes(1));
                return Seen.up("");
            }

            @Override
            public ServiceState silence() {
                return ServiceState.UNKNOWN;
            }
        };
        assertThat(ask(host).state()).isEqualTo(ServiceState.UNKNOWN);
    }

    private static Answer ask(Look look) throws InterruptedException {
        return new Asking(look, PATIENCE, POOL).ask().orElseThrow();
    }

    /** With time enough for a first look on a busy machine. */
    private static Answer answered(Look look) throws InterruptedException {
        return new Asking(look, Duration.ofSeconds(10), POOL).ask().orElseThrow();
    }

    private static Look http(String url, int status, String contains) {
        return new HttpLook(
                new ServiceProbe.Http(
                        url,
                        status,
                        contains.isEmpty() ? Optional.empty() : Optional.of(contains),
                        Optional.empty(),
                        14),
                HttpClient.newHttpClient(),
                Clock.systemUTC());
    }

    private static Look tcp(int port) {
        return new TcpLook(new ServiceProbe.Tcp("127.0.0.1", port));
    }

    private static Look redis(int port) {
        return new RedisLook(new ServiceProbe.Redis("127.0.0.1", port, Secret.NONE));
    }

    private static Answer redisAnswers(String words) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, HERE)) {
            var served = POOL.submit(() -> {
                try (Socket socket = server.accept()) {
                    byte[] request = socket.getInputStream().readNBytes("*1\r\n$4\r\nPING\r\n".length());
                    socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
                    return new String(request, StandardCharsets.UTF_8);
                }
            });
            Answer answer = answered(redis(server.getLocalPort()));
            assertThat(served.get()).isEqualTo("*1\r\n$4\r\nPING\r\n");
            return answer;
        }
    }

    private static void connect(Socket socket, int port) throws IOException {
        try {
            socket.connect(new InetSocketAddress(HERE, port), 100);
        } catch (java.net.SocketTimeoutException e) {
            // The queue is full: that is what is wanted.
            assertThat(socket.isConnected()).isFalse();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, HERE)) {
            return socket.getLocalPort();
        }
    }

    private record Page(HttpServer server) implements AutoCloseable {

        Page(int status, String body) throws IOException {
            this(HttpServer.create(new InetSocketAddress(HERE, 0), 0));
            server.createContext("/", exchange -> {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/health";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
