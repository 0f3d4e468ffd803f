package dev.muster.practice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes posts as Slack's incoming webhooks do, with their answers to what is wrong, and shows at {@code /} what came.
 * A test tells it what to answer next.
 */
public final class SlackReceiver implements AutoCloseable {

    private static final String HOOK = "/services/T0PRACTICE/B0PRACTICE/";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String token;
    private final List<Post> received = new CopyOnWriteArrayList<>();
    private final Queue<Answer> next = new ConcurrentLinkedQueue<>();
    private volatile long slowness;

    /** What came and was taken. */
    public record Post(String key, String text) {}

    /**
     * What is answered once instead of taking the post.
     *
     * @param headers such as {@code Retry-After}
     */
    public record Answer(int status, String body, Map<String, String> headers) {}

    private SlackReceiver(HttpServer server, String token) {
        this.server = server;
        this.token = token;
    }

    /**
     * Starts one in this JVM.
     *
     * @param port 0 for a free one
     * @param token the secret end of the webhook's address
     */
    public static SlackReceiver started(int port, String token) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
            SlackReceiver receiver = new SlackReceiver(server, token);
            server.createContext("/", receiver::handle);
            server.setExecutor(receiver.threads);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The secret address. */
    public String webhook() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + HOOK + token;
    }

    public List<Post> received() {
        return received;
    }

    /** The next post gets this answer and is not taken. */
    public void answersOnce(int status, String body, Map<String, String> headers) {
        next.add(new Answer(status, body, headers));
    }

    /** Takes its time before it answers a post that it has taken. */
    public void answersAfter(long millis) {
        slowness = millis;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("POST")) {
                take(exchange);
            } else {
                answer(exchange, 200, "text/html", ReceivedPage.of("Slack receiver", lines()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        Answer scripted = next.poll();
        if (scripted != null) {
            scripted.headers().forEach(exchange.getResponseHeaders()::set);
            answer(exchange, scripted.status(), "text/plain", scripted.body());
        } else if (!path.startsWith(HOOK)) {
            answer(exchange, 404, "text/plain", "no_service");
        } else if (!path.equals(HOOK + token)) {
            answer(exchange, 403, "text/plain", "invalid_token");
        } else {
            String text = text(body);
            if (text.isEmpty()) {
                answer(exchange, 400, "text/plain", "invalid_payload");
                return;
            }
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            received.add(new Post(key == null ? "" : key, text));
            Thread.sleep(slowness);
            answer(exchange, 200, "text/html", "ok");
        }
    }

    private static String text(byte[] body) {
        try {
            JsonNode text = JSON.readTree(body).path("text");
            return text.isString() ? text.stringValue() : "";
        } catch (JacksonException e) {
            return "";
        }
    }

    private List<String> lines() {
        return received.stream()
                .map(Post::text)
                .map(it -> it.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
                .toList();
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
