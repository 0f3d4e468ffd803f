package dev.muster.practice;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** Starts the parts of the estate, those that need not wait for each other together, keeps the console up and stops all. */
final class PracticeLauncher {

    private static final long SEED = 20_240_315;
    private static final int SESSIONS = 1_000;
    private static final int HASTY = 3;
    private static final long SHORT_LIFE_NANOS = 3_000_000_000L;
    private static final long POLITE_SECONDS = 3;
    private static final long LONGEST_STEP_SECONDS = 90;

    private static final List<String> PID_FILES =
            List.of("console.pid", "nginx.pid", "bdc.pid", "bdc2.pid", "redis.pid", "store.pid", "receivers.pid");

    private final PracticeHome home;
    private final PracticeOptions options;
    private final PrintStream out = System.out;
    private final PracticeSteps steps = new PracticeSteps(out);
    /** The newest first: a part is stopped before what it needs. */
    private final Deque<Runnable> stops = new ConcurrentLinkedDeque<>();

    private final long begun = System.nanoTime();
    private @Nullable ConsoleProcess console;

    PracticeLauncher(PracticeHome home, PracticeOptions options) {
        this.home = home;
        this.options = options;
    }

    /** Returns when everything is up and the screen is printed. */
    void start() throws InterruptedException {
        steps.step("Looking for what an earlier start left behind", this::clearUp);
        PostgresInstallation postgres = steps.step("Finding PostgreSQL", PostgresInstallation::newest);
        if (home.databasesAreOutside()) {
            out.println(
                    "    The database account cannot get into " + home.path() + ": its data is in " + home.databases());
        }
        String password = home.secretValue("bdc-database");
        PostgresCluster own = cluster(postgres, "console");
        PostgresCluster primary = cluster(postgres, "primary");
        StandbyCluster standby = StandbyCluster.prepared(primary, settings("standby"));
        StoreProcess store = StoreProcess.in(home);
        ReceiversProcess receivers = ReceiversProcess.in(home);
        // After a failover or a switchover of an earlier start the roles are the other way round.
        PostgresCluster written = primary.reads() ? standby : primary;
        BdcProcess bdc = BdcProcess.in(home.folder("bdc"), home.port("bdc", 0), written, password);
        BdcProcess second = BdcProcess.in(home.folder("bdc2"), home.port("bdc2", 0), written, password);
        Optional<RedisProcess> redis =
                RedisProcess.where(server("redis"), home.path(), home.port("redis", 0), home.secret("redis"));
        Optional<NginxProcess> nginx =
                NginxProcess.where(server("nginx"), home.path(), home.port("nginx", 0), bdc.port(), second.port());
        Path plan = home.resolve("plan.yaml");
        ConsoleProcess muster = ConsoleProcess.in(home, consolePort(), own, plan);

        out.println("  Starting the servers, the object store and BDC side by side");
        steps.together(
                () -> {
                    run("Starting the console's own PostgreSQL " + postgres.major(), own::stop, own::startOrInitialise);
                    steps.step("Preparing the console's database and the practice accounts", () -> prepare(own));
                },
                () -> {
                    run("Starting the primary", primary::stop, primary::startOrInitialise);
                    PracticeData data = new PracticeData(options.megabytes(), SEED);
                    if (!data.in(primary)) {
                        steps.step(
                                "Filling bdc_production (" + options.megabytes() + " MB, once)",
                                () -> data.fill(primary, password));
                    }
                    run("Starting the streaming standby", standby::stop, standby::startOrCopy);
                    run("Starting BDC", bdc::stop, bdc::start);
                    run("Starting the second BDC", second::stop, second::start);
                    nginx.ifPresent(it -> run("Starting nginx", it::stop, it::start));
                },
                () -> redis.ifPresent(this::startRedis),
                () -> run("Starting the object store", store::stop, store::start),
                () -> run(
                        "Starting the mail sink, the Slack receiver and the DNS provider",
                        receivers::stop,
                        receivers::start));
        PracticeParts parts = new PracticeParts(
                primary,
                Optional.of(standby),
                bdc,
                Optional.of(second),
                redis,
                nginx,
                store.endpoint(),
                store.secretFile());
        home.write(plan, PracticePlan.of(parts, receivers));
        steps.together(() -> run("Starting Muster", muster::stop, muster::start));
        console = muster;
        new PracticeScreen(out, home, muster).print(begun, own, parts, store, receivers);
    }

    /** Starts the console again whenever it dies, as systemd would. Returns false when that is in vain. */
    boolean watch() throws InterruptedException {
        ConsoleProcess process = Objects.requireNonNull(console);
        int hasty = 0;
        while (hasty < HASTY) {
            long since = System.nanoTime();
            process.awaitEnd();
            if (steps.stopping()) {
                return true;
            }
            hasty = System.nanoTime() - since < SHORT_LIFE_NANOS ? hasty + 1 : 0;
            out.println("  Muster ended; starting it again");
            steps.step("Starting Muster", process::start);
        }
        return false;
    }

    /** Waits a moment for what is just starting, not for a long fill; what came up meanwhile is stopped at the end. */
    void stop() {
        boolean quiet = steps.stop(POLITE_SECONDS);
        if (stops.isEmpty()) {
            return;
        }
        out.println("\nStopping the practice estate");
        if (!quiet) {
            stopAll();
            steps.stop(LONGEST_STEP_SECONDS);
        }
        stopAll();
        out.println("Stopped. The data is kept in " + home.path());
    }

    private void stopAll() {
        for (Runnable stop : stops) {
            try {
                stop.run();
            } catch (RuntimeException e) {
                out.println("  " + e.getMessage());
            }
        }
    }

    private void run(String what, Runnable stop, Runnable start) {
        steps.step(what, () -> {
            stops.push(stop);
            start.run();
        });
    }

    private void startRedis(RedisProcess redis) {
        run("Starting Redis", redis::stop, redis::start);
        PracticeKeys keys = new PracticeKeys(SESSIONS, SEED);
        if (!keys.in(redis)) {
            steps.step("Filling Redis (once)", () -> keys.fill(redis));
        }
    }

    /** Where a server without root's rights lives. */
    private Path server(String part) {
        return home.databases().resolve(part);
    }

    private void clearUp() {
        for (String pidFile : PID_FILES) {
            ServerProcess.running(home.resolve(pidFile)).ifPresent(it -> {
                out.println("    process " + it.pid() + " of an earlier start is stopped (" + pidFile + ")");
                ServerProcess.end(it);
            });
        }
        NginxProcess.endLeftOver(server("nginx"));
        for (String part : new String[] {"standby", "primary", "console"}) {
            if (PostgresCluster.stopIn(server(part))) {
                out.println("    the PostgreSQL of an earlier start is stopped (" + part + ")");
            }
        }
        if (options.fresh()) {
            home.wipe();
        }
        home.dropForeignDatabases();
    }

    private PostgresCluster cluster(PostgresInstallation postgres, String part) {
        return PostgresCluster.prepared(postgres, settings(part));
    }

    private ClusterSettings settings(String part) {
        return ClusterSettings.in(server(part)).port(home.port(part, 0)).with("max_connections", "60");
    }

    private int consolePort() {
        if (options.port() == 0) {
            return home.port("muster", 8080);
        }
        if (Ports.freeOr(options.port()) != options.port()) {
            throw new IllegalStateException("Port " + options.port() + " is taken: name another with --port");
        }
        return options.port();
    }

    private void prepare(PostgresCluster own) {
        String password = home.secretValue("console-database");
        for (String role : new String[] {"muster_owner", "muster_app"}) {
            if (own.value("postgres", "select count(*) from pg_roles where rolname = '" + role + "'")
                    .equals("0")) {
                own.execute("postgres", "create role " + role + " login password '" + password + "'");
            }
        }
        if (own.value("postgres", "select count(*) from pg_database where datname = 'muster'")
                .equals("0")) {
            own.execute("postgres", "create database muster owner muster_owner");
        }
        Flyway.configure()
                .dataSource(own.url("muster"), "muster_owner", password)
                .locations("classpath:db/migration")
                .placeholders(Map.of("appRole", "muster_app"))
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(own.url("muster"), "muster_owner", password)) {
            PracticePeople.write(connection, PracticePeople.accounts(home));
        } catch (SQLException e) {
            throw new IllegalStateException("The practice accounts could not be written: " + e.getMessage(), e);
        }
    }
}
