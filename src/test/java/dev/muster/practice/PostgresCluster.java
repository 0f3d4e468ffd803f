package dev.muster.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL server in a folder of its own, on loopback only. Closing it stops the server and keeps the data.
 * The superuser is {@code postgres} and signs in with the password in the folder's {@code password} file.
 */
public class PostgresCluster implements PostgresServer, AutoCloseable {

    static final String SUPERUSER = "postgres";

    private static final String READY = "ready";

    private final PostgresInstallation installation;
    private final ServerAccount account = ServerAccount.current();
    private final ClusterSettings settings;

    protected PostgresCluster(PostgresInstallation installation, ClusterSettings settings) {
        this.installation = installation;
        this.settings = settings.port() == 0 ? settings.port(Ports.free()) : settings;
    }

    /** The cluster in that folder, made with {@code initdb} when there is none, and started. */
    public static PostgresCluster started(PostgresInstallation installation, ClusterSettings settings) {
        PostgresCluster cluster = new PostgresCluster(installation, settings);
        cluster.startOrInitialise();
        return cluster;
    }

    /** The cluster in that folder; nothing runs yet. */
    static PostgresCluster prepared(PostgresInstallation installation, ClusterSettings settings) {
        return new PostgresCluster(installation, settings);
    }

    /** Stops the server of that folder, whoever started it; true when one ran. */
    static boolean stopIn(Path directory) {
        if (!Files.exists(directory.resolve(READY))) {
            return false;
        }
        PostgresCluster cluster = new PostgresCluster(PostgresInstallation.newest(), ClusterSettings.in(directory));
        boolean ran = cluster.running();
        cluster.stop();
        return ran;
    }

    final void startOrInitialise() {
        if (!exists()) {
            initialise();
        }
        start();
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

    @Override
    public String url(String database) {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database;
    }

    @Override
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), SUPERUSER, password());
    }

    /** False of a primary, and of a standby after its promotion. */
    public boolean inRecovery() {
        return "t".equals(value("postgres", "select pg_is_in_recovery()"));
    }

    /** Whether it takes writes now; false when it does not answer. */
    public boolean writes() {
        try {
            return !inRecovery();
        } catch (IllegalStateException notYet) {
            return false;
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

    /** The arguments for one of the installation's programs, run by the account that owns the cluster. */
    public List<String> commandLine(String program, String... arguments) {
        return as(program, arguments).arguments();
    }

    /** Where its data lie. */
    public Path dataDirectory() {
        return Path.of(data());
    }

    /** Whether it is marked as a standby's and takes no writes. */
    boolean reads() {
        return Files.exists(dataDirectory().resolve("standby.signal"));
    }

    /** The account that runs it when that is another than ours; else empty. */
    public String account() {
        return account.user();
    }

    /** The server's own process; empty when it does not run. */
    public Optional<ProcessHandle> process() {
        try {
            Path file = dataDirectory().resolve("postmaster.pid");
            return Files.exists(file)
                    ? ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(file).getFirst().strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        return settings.directory().resolve(READY);
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
        account.write(file, text);
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
        write(Path.of(data(), "practice.conf"), settings.text(ownConfiguration()));
    }

    private void stop(String mode) {
        if (running()) {
            as("pg_ctl", "-D", data(), "-m", mode, "-w", "-t", "30", "stop").run();
        }
    }

    final Path log() {
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
