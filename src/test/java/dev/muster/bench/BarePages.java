package dev.muster.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muster.practice.PracticeEstate;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What the room is held against, without any framework: a page that asks each second, and one that is told by
 * server-sent events. Both write the change durably into PostgreSQL before anybody hears of it, as the room does.
 */
final class BarePages implements AutoCloseable {

    private static final String PAGE = """
            <!doctype html><title>bare</title><input type=checkbox id=box><script>
            const box = document.getElementById('box');
            const show = (text) => { const [version] = text.split(' '); box.checked = version %% 2 == 1;
              window.seen?.(Number(version)); };
            box.addEventListener('change', () => fetch('tick', { method: 'POST' }));
            %s
            </script>""";
    private static final String POLL = "setInterval(async () => show(await (await fetch('state')).text()), 1000);";
    private static final String EVENTS = "new EventSource('events').onmessage = (it) => show(it.data);";

    private final PracticeEstate own = PracticeEstate.empty().withPrimary();
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final List<OutputStream> listening = new CopyOnWriteArrayList<>();
    private final Connection connection;
    private volatile int version;

    BarePages() throws IOException, SQLException {
        own.primary()
                .execute(
                        "postgres",
                        "alter system set fsync = on",
                        "select pg_reload_conf()",
                        "create table item (version int)",
                        "insert into item values (0)");
        connection = DriverManager.getConnection(
                own.primary().url("postgres"),
                own.primary().user(),
                java.nio.file.Files.readString(own.primary().passwordFile()).strip());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/poll/", it -> answer(it, PAGE.formatted(POLL)));
        server.createContext("/sse/", it -> answer(it, PAGE.formatted(EVENTS)));
        for (String page : List.of("/poll/", "/sse/")) {
            server.createContext(page + "state", it -> answer(it, version + " "));
            server.createContext(page + "tick", this::tick);
            server.createContext(page + "events", this::listen);
        }
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int version() {
        return version;
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized void tick(HttpExchange exchange) throws IOException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("update item set version = version + 1");
        } catch (SQLException e) {
            throw new IOException(e);
        }
        version++;
        byte[] event = ("data: " + version + " \n\n").getBytes(StandardCharsets.UTF_8);
        for (OutputStream each : List.copyOf(listening)) {
            try {
                each.write(event);
                each.flush();
            } catch (IOException gone) {
                listening.remove(each);
            }
        }
        answer(exchange, "");
    }

    private void listen(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        listening.add(exchange.getResponseBody());
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
        own.close();
    }
}
