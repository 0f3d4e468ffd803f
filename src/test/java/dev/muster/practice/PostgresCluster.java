package dev.muster.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL server in a folder of its own, on loopback only. Closing it stops the server and keeps the data.
 * The superuser is {@code postgres} and signs in with the password in the folder's {@code password} file.
 */
public class PostgresCluster implements AutoCloseable {

    static final String SUPERUSER = "postgres";

    private final PostgresInstallation installation;
    private final ServerAccount account = ServerAccount.current();
    private final Settings settings;

    /**
     * How a cluster is to be.
     *
     * @param directory where it lives; made when it is not there
     * @param port 0 for a free one
     * @param durable false to trade safety against loss of power for speed
     * @param configuration further settings of {@code postgresql.conf}
     */
    public record Settings(Path directory, int port, boolean durable, Map<String, String> configuration) {

        public static Settings in(Path directory) {
            return new Settings(directory.toAbsolutePath().normalize(), 0, false, Map.of());
        }

        public Settings port(int value) {
            return new Settings(directory, value, durable, configuration);
        }

        public Settings withDurability() {
            return new Settings(directory, port, true, configuration);
        }

        public Settings with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(configuration);
            more.put(name, value);
            return new Settings(directory, port, durable, more);
        }
    }

    protected PostgresCluster(PostgresInstallation installation, Settings settings) {
        this.installation = installation;
        this.settings = settings.port() == 0 ? settings.port(Ports.free()) : settings;
    }

    /** The cluster in that folder, made with {@code initdb} when there is none, and started. */
    public static PostgresCluster started(PostgresInstallation installation, Settings settings) {
        PostgresCluster cluster = new PostgresCluster(installation, settings);
        if (!cluster.exists()) {
            cluster.initialise();
        }
        cluster.start();
        return cluster;
    }

    /** Starts the server and returns when it takes connections; does nothing when it runs. */
    public void start() {
        if (running()) {
            return;
        }
        configure();
        Program.Result result = as("pg_ctl", "-D", data(), "-l", log().toString(), "-w", "-t", "60", "start")
                .result();
        if (result.exitCode() != 0) {
            throw new IllegalStateException(
                    "PostgreSQL in " + settings.directory() + " did not start: " + result.output() + logTail());
        }
    }

    /** Ends connections and stops; does nothing when it is stopped. */
    public void stop() {
        stop("fast");
    }

    /** Stops like a loss of power: nothing is written out. */
    public void crash() {
        stop("immediate");
    }

    public boolean running() {
        return exists() && as("pg_ctl", "-D", data(), "status").result().exitCode() == 0;
    }

    @Override
    public void close() {
        stop();
    }

    public PostgresInstallation installation() {
        return installation;
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return settings.port();
    }

    public Path directory() {
        return settings.directory();
    }

    public String user() {
        return SUPERUSER;
    }

    public Path passwordFile() {
        return settings.directory().resolve("password");
    }

    public String password() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url(String database) {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database;
    }

    /** A connection of the superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), SUPERUSER, password());
    }

    /** Statements of the superuser, each in a transaction of its own. */
    public void execute(String database, String... statements) {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** One value, as text. */
    public String value(String database, String sql) {
        try (Connection connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Who this cluster is; a standby has its primary's. */
    public String systemIdentifier() {
        return value("postgres", "select system_identifier from pg_control_system()");
    }

    /** Settings that only this kind of cluster has. */
    protected Map<String, String> ownConfiguration() {
        return Map.of();
    }

    /** One of the installation's programs, run by the account that owns the cluster. */
    final Program as(String program, String... arguments) {
        List<String> all = new ArrayList<>(List.of(installation.program(program)));
        all.addAll(List.of(arguments));
        return account.program(all);
    }

    final String data() {
        return settings.directory().resolve("data").toString();
    }

    final boolean exists() {
        return Files.exists(readyMark());
    }

    /** From now on the cluster counts as made; what was left half made before is thrown away at the next start. */
    final void markReady() {
        write(readyMark(), "");
    }

    private Path readyMark() {
        return settings.directory().resolve("ready");
    }

    /** Makes the empty folder with the password file in it. */
    final void prepare(String password) {
        Folders.delete(Path.of(data()));
        account.own(settings.directory());
        if (!account.reaches(settings.directory())) {
            throw new IllegalStateException("The account " + account.user() + " cannot get into " + settings.directory()
                    + ": PostgreSQL does not run as root and needs a folder that others reach");
        }
        write(passwordFile(), password + "\n");
    }

    final void write(Path file, String text) {
        try {
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            account.give(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void initialise() {
        prepare(Passwords.random());
        as(
                        "initdb",
                        "-D",
                        data(),
                        "-U",
                        SUPERUSER,
                        "--pwfile=" + passwordFile(),
                        "-A",
                        "scram-sha-256",
                        "-E",
                        "UTF8",
                        "--locale=C.UTF-8",
                        "--data-checksums",
                        "--no-sync")
                .run();
        write(Path.of(data(), "pg_hba.conf"), """
                host all         all 127.0.0.1/32 scram-sha-256
                host replication all 127.0.0.1/32 scram-sha-256
                """);
        write(Path.of(data(), "postgresql.conf"), "include 'practice.conf'\n");
        markReady();
    }

    private void configure() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("listen_addresses", host());
        all.put("port", String.valueOf(port()));
        // no socket files: two estates of one machine must not meet in /tmp
        all.put("unix_socket_directories", "");
        all.put("max_connections", "100");
        all.put("wal_level", "replica");
        all.put("shared_buffers", "128MB");
        all.put("log_line_prefix", "%m [%p] ");
        all.put("timezone", "UTC");
        if (!settings.durable()) {
            all.put("fsync", "off");
            all.put("full_page_writes", "off");
        }
        all.putAll(settings.configuration());
        all.putAll(ownConfiguration());
        StringBuilder text = new StringBuilder();
        all.forEach((name, value) -> text.append(name)
                .append(" = '")
                .append(value.replace("'", "''"))
                .append("'\n"));
        write(Path.of(data(), "practice.conf"), text.toString());
    }

    private void stop(String mode) {
        if (running()) {
            as("pg_ctl", "-D", data(), "-m", mode, "-w", "-t", "30", "stop").run();
        }
    }

    private Path log() {
        return settings.directory().resolve("server.log");
    }

    private String logTail() {
        try {
            List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
