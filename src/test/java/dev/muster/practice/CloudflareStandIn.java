package dev.muster.practice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One zone as Cloudflare's API v4 keeps it, with its answers to what is wrong: lists and patches records, and refuses to
 * make or delete any. A test tells it what goes wrong next.
 */
public final class CloudflareStandIn implements AutoCloseable {

    public static final String ZONE = "023e105f4ecef8ad9ca31a8372d0c353";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PREFIX = "/client/v4/zones/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String token;
    private final Clock clock;
    private final Map<String, ObjectNode> records = new LinkedHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private volatile Instant blockedUntil = Instant.MIN;

    /** What goes wrong once, at a request with that method. */
    private record Fault(String method, int status, boolean done) {}

    private CloudflareStandIn(HttpServer server, String token, Clock clock) {
        this.server = server;
        this.token = token;
        this.clock = clock;
    }

    /** @param port 0 for a free one */
    public static CloudflareStandIn started(int port, String token, Clock clock) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
            CloudflareStandIn made = new CloudflareStandIn(server, token, clock);
            server.createContext("/", made::handle);
            server.setExecutor(made.threads);
            server.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String api() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/client/v4";
    }

    /** Puts a record into the zone as a person would at the dashboard. */
    public synchronized void put(String name, String type, String content, int ttl, boolean proxied) {
        ObjectNode record = JSON.createObjectNode();
        String id = "%032x".formatted(records.size() + 0x372e67954025e0baL);
        record.put("id", id);
        record.put("name", name);
        record.put("type", type);
        record.put("content", content);
        record.put("proxiable", true);
        record.put("proxied", proxied);
        record.put("ttl", ttl);
        record.putObject("settings");
        record.putObject("meta");
        record.put("comment", "kept by the team");
        record.putArray("tags").add("owner:bdc");
        record.put("created_on", "2026-01-05T09:00:00.000000Z");
        record.put("modified_on", clock.instant().toString());
        records.put(id, record);
    }

    /** Changes a field as a person would at the dashboard. */
    public synchronized void edit(String name, String field, String value) {
        named(name).forEach(it -> it.put(field, value));
    }

    public synchronized void remove(String name) {
        records.values().removeIf(it -> it.get("name").asString().equals(name));
    }

    /** The whole record as the API shows it. */
    public synchronized String shown(String name) {
        return named(name).getFirst().toString();
    }

    public synchronized String content(String name) {
        return named(name).getFirst().get("content").asString();
    }

    private List<ObjectNode> named(String name) {
        return records.values().stream()
                .filter(it -> it.get("name").asString().equals(name))
                .toList();
    }

    /** What name servers answer; a proxied record leads to Cloudflare itself. */
    public synchronized List<NameServer.Entry> answers(String name, String type) {
        return named(name).stream()
                .filter(it -> it.get("type").asString().equals(type))
                .map(it -> new NameServer.Entry(
                        type,
                        it.get("ttl").asInt(),
                        it.get("proxied").asBoolean()
                                ? "104.16.132.229"
                                : it.get("content").asString()))
                .toList();
    }

    /** Each as method, path and body. */
    public List<String> requests() {
        return requests;
    }

    public List<String> writes() {
        return requests.stream().filter(it -> !it.startsWith("GET ")).toList();
    }

    /** As after 1,200 requests in five minutes. */
    public void blocks(Duration time) {
        blockedUntil = clock.instant().plus(time);
    }

    /** The next request with that method gets this answer and does nothing. */
    public void failsOnce(String method, int status) {
        faults.add(new Fault(method, status, false));
    }

    /** The next patch is made, and its answer never comes. */
    public void swallowsAnAnswer() {
        faults.add(new Fault("PATCH", 0, true));
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/")) {
                page(exchange);
                return;
            }
            requests.add((method + " " + exchange.getRequestURI() + " " + body).strip());
            Fault fault = faults.peek();
            boolean hit = fault != null && fault.method().equals(method);
            if (hit) {
                faults.remove();
            }
            Instant now = clock.instant();
            if (now.isBefore(blockedUntil)) {
                long left = Duration.between(now, blockedUntil).plusMillis(999).toSeconds();
                exchange.getResponseHeaders().set("Retry-After", String.valueOf(left));
                refuse(exchange, 429, 10429, "Rate limited. Please wait and consider throttling your request speed");
            } else if (hit && !fault.done()) {
                refuse(exchange, fault.status(), 10013, "An unknown error has occurred");
            } else {
                answer(exchange, method, path, body, hit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, String method, String path, String body, boolean swallow)
            throws IOException, InterruptedException {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        if (!("Bearer " + token).equals(given)) {
            refuse(exchange, 403, 10000, "Authentication error");
            return;
        }
        List<String> parts = Arrays.asList(
                path.substring(Math.min(path.length(), PREFIX.length())).split("/"));
        if (!path.startsWith(PREFIX) || !parts.getFirst().equals(ZONE) || parts.size() < 2) {
            refuse(exchange, 404, 7003, "Could not route to " + path + ", perhaps your object identifier is invalid?");
        } else if (method.equals("GET") && parts.size() == 2) {
            send(exchange, 200, envelope(found(query(exchange))));
        } else if (method.equals("PATCH") && parts.size() == 3) {
            ObjectNode patched = patched(parts.get(2), JSON.readTree(body));
            if (patched == null) {
                refuse(exchange, 404, 81044, "Record does not exist.");
            } else if (swallow) {
                closed.await();
            } else {
                send(exchange, 200, envelope(patched));
            }
        } else {
            refuse(exchange, 405, 10405, "Method not allowed for this authentication scheme");
        }
    }

    private synchronized @org.jspecify.annotations.Nullable ObjectNode patched(String id, JsonNode fields) {
        ObjectNode record = records.get(id);
        if (record != null) {
            fields.propertyStream().forEach(it -> record.set(it.getKey(), it.getValue()));
            record.put("modified_on", clock.instant().toString());
        }
        return record;
    }

    private static Map<String, String> query(HttpExchange exchange) {
        String raw = exchange.getRequestURI().getRawQuery();
        return raw == null
                ? Map.of()
                : Arrays.stream(raw.split("&"))
                        .map(it -> it.split("=", 2))
                        .collect(Collectors.toMap(it -> it[0], it -> URLDecoder.decode(it[1], StandardCharsets.UTF_8)));
    }

    private synchronized JsonNode found(Map<String, String> query) {
        var found = JSON.createArrayNode();
        records.values().stream()
                .filter(it -> query.getOrDefault("type", it.get("type").asString())
                        .equals(it.get("type").asString()))
                .filter(it -> query.getOrDefault("name.exact", it.get("name").asString())
                        .equals(it.get("name").asString()))
                .forEach(found::add);
        return found;
    }

    private static String envelope(JsonNode result) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("success", true);
        answer.putArray("errors");
        answer.putArray("messages");
        answer.set("result", result);
        return answer.toString();
    }

    private static void refuse(HttpExchange exchange, int status, int code, String message) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("success", false);
        answer.putArray("errors").addObject().put("code", code).put("message", message);
        answer.putArray("messages");
        answer.putNull("result");
        send(exchange, status, answer.toString());
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        send(exchange, status, "application/json", text);
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void page(HttpExchange exchange) throws IOException {
        List<String> lines = new ArrayList<>();
        synchronized (this) {
            records.values().forEach(it -> lines.add(it.toString()));
        }
        lines.addAll(requests);
        send(exchange, 200, "text/html; charset=utf-8", ReceivedPage.of("DNS records, and what came", lines));
    }
}
