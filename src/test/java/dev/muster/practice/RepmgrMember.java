package dev.muster.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server that repmgr knows as a node, with the repmgrd that watches it and, beside a standby, its primary. */
public final class RepmgrMember extends PostgresCluster {

    static final String COMMAND = "repmgr";
    static final String DAEMON = "repmgrd";
    /** Its database, and its user in it: the names that its documentation takes. */
    static final String DATABASE = "repmgr";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * How fast repmgrd is, as its own settings have it.
     *
     * @param attempts looks at a primary that did not answer, before the standby takes over
     * @param interval seconds between them
     * @param monitor seconds between the looks at a primary that answers
     */
    public record Pace(int attempts, int interval, int monitor) {
        /** As repmgr comes. */
        public static final Pace DEFAULT = new Pace(6, 10, 2);
    }

    private final int id;
    private final Pace pace;
    private final ServerAccount runs = ServerAccount.current();
    private @Nullable Process daemon;

    RepmgrMember(int id, PostgresInstallation installation, Path directory, Pace pace) {
        super(
                installation,
                ClusterSettings.in(directory)
                        .withDurability()
                        .with("shared_preload_libraries", DATABASE)
                        // pg_rewind reads the log back to before the servers parted
                        .with("wal_keep_size", "512MB"));
        this.id = id;
        this.pace = pace;
    }

    /** As the node that the others are copied from: made, started, registered and watched. */
    void lead() {
        startOrInitialise();
        execute(
                "postgres",
                "create role " + DATABASE + " superuser login password '" + password() + "'",
                "create database " + DATABASE + " owner " + DATABASE);
        writeSettings();
        repmgr("primary", "register").run();
        watch();
    }

    /** As a standby: cloned by repmgr, started, registered and watched. */
    void follow(RepmgrMember primary) {
        prepare(primary.password());
        writeSettings();
        repmgr("-d", primary.address(), "standby", "clone", "--fast-checkpoint").run();
        markReady();
        start();
        repmgr("standby", "register", "--wait-sync=60").run();
        watch();
    }

    /** What died as a primary comes back as a standby of that one, by pg_rewind where it has more than that one had. */
    void rejoin(RepmgrMember primary) {
        endDaemon();
        // a dead server whose process nobody has fetched yet still counts as running for PostgreSQL
        Waiting.until(
                PATIENCE,
                "nothing of the old server runs",
                () -> process().isEmpty() && ServerProcess.in(dataDirectory()).isEmpty());
        // pg_rewind sees the new timeline only when a checkpoint has written it down
        primary.execute("postgres", "checkpoint");
        repmgr(
                        "node",
                        "rejoin",
                        "-d",
                        primary.address(),
                        "--force-rewind",
                        // pg_rewind brings the other server's, with its port
                        "--config-files=practice.conf",
                        "--config-archive-dir=" + directory())
                .run();
        watch();
    }

    private void writeSettings() {
        write(passwords(), host() + ":*:*:" + DATABASE + ":" + password() + "\n");
        String command = installation().program(COMMAND);
        String file = configuration().toString();
        write(
                configuration(),
                new RepmgrSettings()
                        .with("node_id", id)
                        .with("node_name", name())
                        .with("conninfo", address())
                        .with("data_directory", dataDirectory())
                        .with("pg_bindir", installation().bin())
                        .with("passfile", passwords())
                        .with("use_replication_slots", "yes")
                        // else the server that it starts holds on to the streams of whoever called repmgr
                        .withCommand("pg_ctl_options", List.of("-l", log().toString()))
                        .with("failover", "automatic")
                        .withCommand("promote_command", List.of(command, "-f", file, "standby", "promote"))
                        .withCommandForNode(
                                "follow_command",
                                List.of(command, "-f", file, "standby", "follow", "--upstream-node-id="))
                        .with("reconnect_attempts", pace.attempts())
                        .with("reconnect_interval", pace.interval())
                        .with("monitor_interval_secs", pace.monitor())
                        .text());
    }

    /** Without a password: that is in a file which only its account reads. */
    private String address() {
        return "host=" + host() + " port=" + port() + " user=" + DATABASE + " dbname=" + DATABASE
                + " connect_timeout=2";
    }

    private Path configuration() {
        return directory().resolve("repmgr.conf");
    }

    private Path passwords() {
        return directory().resolve("pgpass");
    }

    private Program repmgr(String... arguments) {
        return program(COMMAND, List.of(arguments));
    }

    private Program program(String name, List<String> arguments) {
        List<String> all = new ArrayList<>(
                List.of(installation().program(name), "-f", configuration().toString()));
        all.addAll(arguments);
        return runs.program(all).with("PGPASSFILE", passwords().toString());
    }

    private void watch() {
        Program program = program(DAEMON, List.of("--daemonize=false", "--no-pid-file"));
        try {
            ProcessBuilder builder = new ProcessBuilder(program.arguments())
                    .directory(directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(daemonLog().toFile()));
            builder.environment().putAll(program.environment());
            daemon = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As repmgr knows it. */
    public String name() {
        return "node" + id;
    }

    int id() {
        return id;
    }

    /** Whether its daemon looks at that primary, and it is written down here as its standby. */
    boolean watches(RepmgrMember primary) {
        return value(
                        DATABASE,
                        "select repmgr.repmgrd_is_running() and repmgr.get_upstream_node_id() = " + primary.id()
                                + " and repmgr.get_upstream_last_seen() between 0 and 5 and exists (select from"
                                + " repmgr.nodes where node_id = " + id + " and active and upstream_node_id = "
                                + primary.id() + ")")
                .equals("t");
    }

    /** Whether it is written down here as the one primary. */
    boolean registeredAsPrimary() {
        return value(
                        DATABASE,
                        "select string_agg(node_id::text, ',') from repmgr.nodes where type = 'primary' and active")
                .equals(String.valueOf(id));
    }

    /** As when its machine is gone. */
    @Override
    public void crash() {
        endDaemon();
        super.crash();
    }

    @Override
    public void stop() {
        endDaemon();
        super.stop();
    }

    private void endDaemon() {
        Optional.ofNullable(daemon).filter(Process::isAlive).ifPresent(it -> {
            List<ProcessHandle> children = it.descendants().toList();
            it.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            try {
                it.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Path daemonLog() {
        return directory().resolve("repmgrd.log");
    }

    /** The last lines of its daemon's log. */
    public String logTail() {
        return name() + ":\n" + EtcdServer.text(daemonLog());
    }
}
