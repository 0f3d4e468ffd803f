package dev.muster.practice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The practice BDC: a small web application on the database that its {@code .env} names. It opens a connection for
 * each request, so a database that went away and came back is no matter to it.
 */
public final class BdcApplication {

    /** Says which of several applications behind a proxy it was. */
    static final String ANSWERED_BY = "X-Answered-By";

    private final Map<String, String> environment;

    private BdcApplication(Map<String, String> environment) {
        this.environment = environment;
    }

    private interface Query {
        String answer(Connection connection) throws SQLException;
    }

    /** Reads {@code .env} in the folder where it was started. */
    public static void main(String[] arguments) throws IOException {
        HttpServer server = started(read(Path.of(".env")));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(1)));
        System.out.println("BDC listens on " + server.getAddress());
    }

    /** It listens, on the database that the variables name. */
    static HttpServer started(Map<String, String> environment) throws IOException {
        BdcApplication application = new BdcApplication(environment);
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(needed(environment, "PORT"))),
                64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> application.answer(exchange, 404, "{\"error\":\"not found\"}"));
        server.createContext("/health", exchange -> application.serve(exchange, "GET", 200, BdcApplication::health));
        server.createContext(
                "/users/count", exchange -> application.serve(exchange, "GET", 200, BdcApplication::count));
        server.createContext("/users", exchange -> application.serve(exchange, "POST", 201, BdcApplication::add));
        server.start();
        return server;
    }

    private void serve(HttpExchange exchange, String method, int status, Query query) throws IOException {
        if (!exchange.getRequestURI().getPath().equals(exchange.getHttpContext().getPath())) {
            answer(exchange, 404, "{\"error\":\"not found\"}");
            return;
        }
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            answer(exchange, 405, "{\"error\":\"only " + method + "\"}");
            return;
        }
        String body;
        try (Connection connection = connect()) {
            body = query.answer(connection);
        } catch (SQLException e) {
            System.err.println(exchange.getRequestURI() + ": " + e.getMessage());
            answer(exchange, 503, "{\"status\":\"down\",\"error\":\"the database does not answer\"}");
            return;
        }
        answer(exchange, status, body);
    }

    private static String health(Connection connection) throws SQLException {
        return "{\"status\":\"up\",\"database\":\"" + value(connection, "select current_database()") + "\"}";
    }

    private static String count(Connection connection) throws SQLException {
        return "{\"count\":" + value(connection, "select count(*) from users") + "}";
    }

    private static String add(Connection connection) throws SQLException {
        String email = "new-" + UUID.randomUUID() + "@example.org";
        try (var statement = connection.prepareStatement(
                "insert into users (email, display_name, region_id) values (?, 'Nouvelle Usagère', 1) returning id")) {
            statement.setString(1, email);
            try (var row = statement.executeQuery()) {
                row.next();
                return "{\"id\":" + row.getLong(1) + "}";
            }
        }
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", needed(environment, "DATABASE_USER"));
        properties.setProperty("password", needed(environment, "DATABASE_PASSWORD"));
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "10");
        properties.setProperty("ApplicationName", "bdc");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + needed(environment, "DATABASE_HOST") + ":" + needed(environment, "DATABASE_PORT")
                        + "/" + needed(environment, "DATABASE_NAME"),
                properties);
    }

    private void answer(HttpExchange exchange, int status, String json) throws IOException {
        try (exchange) {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set(ANSWERED_BY, environment.getOrDefault("NAME", "bdc"));
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Map<String, String> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(it -> !it.isBlank() && !it.startsWith("#") && it.contains("="))
                .collect(Collectors.toMap(
                        it -> it.substring(0, it.indexOf('=')).strip(),
                        it -> it.substring(it.indexOf('=') + 1).strip()));
    }

    private static String needed(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(".env has no " + name);
        }
        return value;
    }
}
