package dev.muster.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * One PostgreSQL for the whole test run: the server of {@code TEST_DATABASE_URL} (a JDBC address of a superuser's
 * database), else an embedded one. Each caller gets a database of its own, copied from a migrated template.
 *
 * @param url JDBC address without user and password
 */
public record TestDatabase(String url, String owner, String application, String password) {

    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final String PASSWORD = "test";
    private static @Nullable String serverUrl;

    public static synchronized TestDatabase fresh() {
        try {
            return copy(server());
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("no test database", e);
        }
    }

    /**
     * One on a server of the test's own, which may be stopped.
     *
     * @param server JDBC address of a superuser's database, with user and password
     */
    public static TestDatabase on(String server) {
        try {
            migrate(server);
            return copy(server);
        } catch (SQLException e) {
            throw new IllegalStateException("no test database", e);
        }
    }

    private static TestDatabase copy(String server) throws SQLException {
        String name = "muster_test_" + ProcessHandle.current().pid() + "_" + COUNTER.incrementAndGet();
        execute(server, "create database " + name + " template muster_template owner muster_owner");
        return new TestDatabase(withDatabase(server, name), "muster_owner", "muster_app", PASSWORD);
    }

    /** Settings of a console that lives on this database, with folders of its own. */
    public void register(DynamicPropertyRegistry registry) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), url.substring(url.lastIndexOf('/') + 1));
        registry.add("spring.datasource.url", this::url);
        registry.add("spring.datasource.username", this::application);
        registry.add("spring.datasource.password", this::password);
        registry.add("spring.flyway.user", this::owner);
        registry.add("spring.flyway.password", this::password);
        // The machines of the shipped plan are not there.
        registry.add("muster.probing", () -> "false");
        registry.add("muster.work-directory", () -> folder.resolve("work").toString());
        registry.add("muster.keys-directory", () -> folder.resolve("keys").toString());
    }

    /** Connections of the console's own account. */
    public HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(application);
        config.setPassword(password);
        config.setMaximumPoolSize(12);
        return new HikariDataSource(config);
    }

    public Connection asOwner() throws SQLException {
        return DriverManager.getConnection(url, owner, password);
    }

    public Connection asApplication() throws SQLException {
        return DriverManager.getConnection(url, application, password);
    }

    private static String server() throws SQLException, IOException {
        if (serverUrl != null) {
            return serverUrl;
        }
        String given = System.getenv("TEST_DATABASE_URL");
        String server = given != null ? given : embedded();
        migrate(server);
        serverUrl = server;
        return server;
    }

    private static void migrate(String server) throws SQLException {
        execute(server, "drop database if exists muster_template with (force)");
        for (String role : new String[] {"muster_owner", "muster_app"}) {
            execute(
                    server,
                    "do $$ begin if not exists (select from pg_roles where rolname = '" + role + "') then create role "
                            + role + " login password '" + PASSWORD + "'; end if; end $$");
        }
        execute(server, "create database muster_template owner muster_owner");
        Flyway.configure()
                .dataSource(withDatabase(server, "muster_template"), "muster_owner", PASSWORD)
                .locations("classpath:db/migration")
                .placeholders(Map.of("appRole", "muster_app"))
                .load()
                .migrate();
    }

    private static String embedded() throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "200")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String withDatabase(String url, String name) {
        URI uri = URI.create(url.substring("jdbc:".length()));
        return "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + "/" + name;
    }
}
