package dev.muster.bench;

import dev.muster.MusterApplication;
import dev.muster.practice.ObjectStore;
import dev.muster.practice.Ports;
import dev.muster.practice.PostgresCluster;
import dev.muster.practice.PracticeData;
import dev.muster.practice.PracticeEstate;
import dev.muster.practice.PracticePlan;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.Runs;
import dev.muster.security.Actor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The console in this JVM, with its own PostgreSQL, on a practice estate whose servers are durable. */
final class BenchEstate implements AutoCloseable {

    static final String SECRET = "bench-secret-key";

    final PracticeEstate estate;
    final PostgresCluster primary;
    private final PracticeEstate own;
    private final Process store;
    private final ConfigurableApplicationContext console;
    private final Runs runs;
    private final RunQuery query;
    final RunWatch watch;
    final String endpoint;

    private BenchEstate(BenchData data, double share) throws IOException, SQLException {
        estate = PracticeEstate.empty().withPrimary(new PracticeData(1, 1));
        primary = estate.primary();
        primary.execute(
                "postgres",
                "alter system set fsync = on",
                "alter system set full_page_writes = on",
                "select pg_reload_conf()");
        System.out.println("Filling " + data.shape());
        data.fill(primary, share);
        estate.withApplication();
        own = PracticeEstate.empty().withPrimary();
        for (String role : new String[] {"muster_owner", "muster_app"}) {
            own.primary().execute("postgres", "create role " + role + " login password 'bench'");
        }
        own.primary().execute("postgres", "create database muster owner muster_owner");
        int port = Ports.free();
        endpoint = "http://127.0.0.1:" + port;
        Path secret = Files.writeString(estate.resolve("store-secret"), SECRET);
        store = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ObjectStore.class.getName(),
                        estate.resolve("objects").toString(),
                        String.valueOf(port),
                        secret.toString())
                .redirectErrorStream(true)
                .redirectOutput(estate.resolve("store.log").toFile())
                .start();
        Path plan = estate.resolve("plan.yaml");
        Path access = Files.writeString(estate.resolve("store-access"), ObjectStore.ACCESS_KEY);
        Files.writeString(
                plan,
                PracticePlan.of(primary, estate.application(), endpoint, secret)
                        .replace("${env:PRACTICE_STORE_ACCESS_KEY}", "${file:" + access + "}"));
        console = SpringApplication.run(
                MusterApplication.class,
                "--spring.datasource.url=" + own.primary().url("muster"),
                "--spring.datasource.username=muster_app",
                "--spring.datasource.password=bench",
                "--spring.flyway.user=muster_owner",
                "--spring.flyway.password=bench",
                "--server.port=0",
                "--muster.plan=file:" + plan,
                "--muster.work-directory=" + estate.resolve("work"),
                "--muster.keys-directory=" + estate.resolve("keys"));
        runs = console.getBean(Runs.class);
        query = console.getBean(RunQuery.class);
        watch = new RunWatch(own.primary());
    }

    static BenchEstate of(BenchData data, double share) throws IOException, SQLException {
        return new BenchEstate(data, share);
    }

    /** What a commander sees before the launch. */
    Prepared prepare(String procedure, Map<String, String> parameters) {
        var request = new Runs.Request(procedure, parameters, null, null);
        return new Prepared(request, runs.prepare(request).nameToType());
    }

    record Prepared(Runs.Request request, String nameToType) {}

    /** Launches as a commander does, with the pre-flight once more. */
    RunId launch(Prepared prepared) {
        return runs.launch(prepared.request(), prepared.nameToType(), Actor.console("bench"));
    }

    RunQuery.Detail awaitSuccess(RunId run) throws SQLException, InterruptedException {
        watch.awaitSuccess(run);
        return query.run(run).orElseThrow();
    }

    /** Writes and commits one row, as the first thing that a restored database is good for. */
    void write(String database) {
        primary.execute(
                database,
                "create table if not exists first_write (at timestamptz)",
                "insert into first_write values (now())");
    }

    /** Every table with its rows. */
    Map<String, String> counts() {
        Map<String, String> counts = new LinkedHashMap<>();
        String tables = primary.value(
                PracticeData.DATABASE,
                "select string_agg(tablename, ',' order by tablename) from pg_tables where schemaname = 'public'");
        for (String table : tables.split(",")) {
            counts.put(table, primary.value(PracticeData.DATABASE, "select count(*) from " + table));
        }
        return counts;
    }

    /** What one way left to be written out must not slow down the next. */
    void settle() {
        primary.execute("postgres", "checkpoint");
    }

    /** How fast this disk takes 1 GB durably: no restore can be faster. */
    double diskMegabytesPerSecond() throws IOException {
        Path file = estate.resolve("disk-limit");
        ByteBuffer block = ByteBuffer.allocateDirect(8 << 20);
        long begun = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < 128; i++) {
                channel.write(block.clear());
            }
            channel.force(false);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        Files.delete(file);
        return 1024 / seconds;
    }

    @Override
    public void close() throws SQLException {
        watch.close();
        console.close();
        store.destroy();
        own.close();
        estate.close();
    }
}
