package dev.muster.practice;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** Starts the parts of the estate in their order, keeps the console up and stops all in the opposite order. */
final class PracticeLauncher {

    private static final long SEED = 20_240_315;
    private static final int HASTY = 3;
    private static final long SHORT_LIFE_NANOS = 20_000_000_000L;

    private final PracticeHome home;
    private final PracticeOptions options;
    private final PrintStream out = System.out;
    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final long begun = System.nanoTime();
    private volatile boolean stopping;
    private @Nullable ConsoleProcess console;

    PracticeLauncher(PracticeHome home, PracticeOptions options) {
        this.home = home;
        this.options = options;
    }

    /** Returns when everything is up and the screen is printed. */
    void start() {
        step("Looking for what an earlier start left behind", this::clearUp);
        PostgresInstallation postgres = step("Finding PostgreSQL", PostgresInstallation::newest);
        if (home.databasesAreOutside()) {
            out.println(
                    "    The database account cannot get into " + home.path() + ": its data is in " + home.databases());
        }
        PostgresCluster own =
                step("Starting the console's own PostgreSQL " + postgres.major(), () -> cluster(postgres, "console"));
        step("Preparing the console's database and the practice accounts", () -> prepare(own));
        PostgresCluster primary = step("Starting the primary", () -> cluster(postgres, "primary"));
        String password = home.secretValue("bdc-database");
        step(
                "Filling bdc_production (" + options.megabytes() + " MB, once)",
                () -> new PracticeData(options.megabytes(), SEED).fill(primary, password));
        StandbyCluster standby = step("Starting the streaming standby", () -> {
            StandbyCluster part = StandbyCluster.prepared(primary, settings("standby"));
            stops.push(part::stop);
            part.startOrCopy();
            return part;
        });
        StoreProcess store = step("Starting the object store", () -> {
            StoreProcess part = StoreProcess.in(home);
            stops.push(part::stop);
            part.start();
            return part;
        });
        BdcProcess bdc = step("Starting BDC", () -> {
            BdcProcess part = BdcProcess.in(home.folder("bdc"), home.port("bdc", 0), primary, password);
            stops.push(part::stop);
            part.start();
            return part;
        });
        Path plan = home.resolve("plan.yaml");
        home.write(plan, PracticePlan.of(primary, bdc, store.endpoint(), store.secretFile()));
        ConsoleProcess started = step("Starting Muster", () -> {
            ConsoleProcess part = ConsoleProcess.in(home, consolePort(), own, plan);
            stops.push(part::stop);
            part.start();
            return part;
        });
        console = started;
        PracticeScreen.print(out, home, begun, started, own, primary, standby, store, bdc);
    }

    /** Starts the console again whenever it dies, as systemd would. Returns false when that is in vain. */
    boolean watch() throws InterruptedException {
        ConsoleProcess process = Objects.requireNonNull(console);
        int hasty = 0;
        while (hasty < HASTY) {
            long since = System.nanoTime();
            process.awaitEnd();
            if (stopping) {
                return true;
            }
            hasty = System.nanoTime() - since < SHORT_LIFE_NANOS ? hasty + 1 : 0;
            step("Muster ended; starting it again", process::start);
        }
        return false;
    }

    void stop() {
        stopping = true;
        synchronized (this) {
            if (stops.isEmpty()) {
                return;
            }
            out.println("\nStopping the practice estate");
            while (!stops.isEmpty()) {
                try {
                    stops.pop().run();
                } catch (RuntimeException e) {
                    out.println("  " + e.getMessage());
                }
            }
            out.println("Stopped. The data is kept in " + home.path());
        }
    }

    private void clearUp() {
        for (String pidFile : new String[] {"console.pid", "bdc/bdc.pid", "store.pid"}) {
            JavaProgram.running(home.resolve(pidFile)).ifPresent(it -> {
                out.println("    process " + it.pid() + " of an earlier start is stopped (" + pidFile + ")");
                JavaProgram.end(it);
            });
        }
        for (String part : new String[] {"standby", "primary", "console"}) {
            if (PostgresCluster.stopIn(home.databases().resolve(part))) {
                out.println("    the PostgreSQL of an earlier start is stopped (" + part + ")");
            }
        }
        if (options.fresh()) {
            home.wipe();
        }
        home.dropForeignDatabases();
    }

    private PostgresCluster cluster(PostgresInstallation postgres, String part) {
        PostgresCluster cluster = PostgresCluster.prepared(postgres, settings(part));
        stops.push(cluster::stop);
        cluster.startOrInitialise();
        return cluster;
    }

    private ClusterSettings settings(String part) {
        return ClusterSettings.in(home.databases().resolve(part))
                .port(home.port(part, 0))
                .with("max_connections", "60");
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

    private void step(String what, Runnable work) {
        Boolean done = step(what, () -> {
            work.run();
            return true;
        });
        assert done;
    }

    private synchronized <T> T step(String what, Callable<T> work) {
        if (stopping) {
            throw new IllegalStateException("Stopped while starting");
        }
        long from = System.nanoTime();
        out.printf("  %-62s", what);
        out.flush();
        try {
            T result = work.call();
            out.printf("%5.1f s%n", (System.nanoTime() - from) / 1e9);
            return result;
        } catch (Exception e) {
            out.println("failed");
            throw new IllegalStateException(what + ": " + e.getMessage(), e);
        }
    }
}
