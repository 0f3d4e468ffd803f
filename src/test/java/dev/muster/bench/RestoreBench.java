package dev.muster.bench;

import dev.muster.practice.PracticeData;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * From backup objects in loopback storage to the first committed write, every row counted: Muster's whole procedure
 * against the plan's script (it stops the application, drops the database, makes it anew and loads) and against bare
 * {@code pg_restore -j2}. Arguments: rounds, share of 1 GB, one shape where not both.
 */
public final class RestoreBench {

    private static final double LEAST_GAIN_OVER_THE_PLAN = 1.35;
    private static final double MOST_TIME_OF_BARE = 1.10;
    private static final double MOST_HEAP_MB = 512;
    /**
     * The first restores after a start share the processors with the compiler of the console's JVM. They are printed too.
     */
    private static final int WARM_UPS = 4;

    private static final String MUSTER = "muster";
    private static final String PLAN = "plan: gunzip | psql";
    private static final String BARE_COPY = "bare/";
    private static final String BARE = "bare: pg_restore -j2";

    private RestoreBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        double share = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1;
        Map<BenchData, Rounds> results = new LinkedHashMap<>();
        double heap = 0;
        List<BenchData> shapes = Arrays.stream(BenchData.values())
                .filter(it -> arguments.length < 3 || it.shape().equals(arguments[2]))
                .toList();
        for (BenchData data : shapes) {
            try (BenchEstate bench = BenchEstate.of(data, share)) {
                results.put(data, measure(bench, data, rounds));
                heap = Math.max(heap, peakHeap());
            }
        }
        results.forEach((data, figures) -> {
            double muster = figures.median(MUSTER);
            double gain = figures.median(PLAN) / muster;
            double time = muster / figures.median(BARE);
            if (data == BenchData.EIGHT_TABLES) {
                Rounds.atLeast("restore." + data.shape() + ".gain-over-plan", gain, "x", LEAST_GAIN_OVER_THE_PLAN);
                Rounds.atMost("restore." + data.shape() + ".time-of-bare", time, "x", MOST_TIME_OF_BARE);
            } else {
                System.out.printf(
                        Locale.ROOT, "%s: %.2f x faster than the plan, %.2f x the time of bare%n", data, gain, time);
            }
        });
        Rounds.atMost("restore.console-heap-peak", heap, "MB", MOST_HEAP_MB);
        System.exit(0);
    }

    private static Rounds measure(BenchEstate bench, BenchData data, int rounds) throws Exception {
        bench.awaitSuccess(bench.launch(bench.prepare("back-up-database", Map.of())));
        double megabytes = Double.parseDouble(bench.primary.value(
                "postgres", "select pg_database_size('" + PracticeData.DATABASE + "') / 1048576.0"));
        double disk = bench.diskMegabytesPerSecond();
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f MB; this disk takes %.0f MB/s durably, so no restore can be under %.1f s%n",
                data.shape(),
                megabytes,
                disk,
                megabytes / disk);
        try (PlainStore store = new PlainStore(bench.endpoint, BenchEstate.SECRET)) {
            ScriptedRestore scripts = new ScriptedRestore(bench.primary, store, bench.counts());
            Path dump = bench.estate.resolve("plan.sql.gz");
            scripts.dump(dump);
            store.put("plan.sql.gz", dump);
            Files.delete(dump);
            Path folder = bench.estate.resolve("bare.dump");
            scripts.dumpFolder(folder);
            store.putAll(BARE_COPY, folder);
            delete(folder);
            Rounds figures = new Rounds(rounds);
            Map<String, Rounds.Way> ways = new LinkedHashMap<>();
            ways.put(MUSTER, () -> muster(bench));
            ways.put(PLAN, () -> thePlan(bench, scripts));
            ways.put(BARE, () -> bare(bench, scripts));
            for (int i = 0; i < WARM_UPS; i++) {
                System.out.printf(Locale.ROOT, "warm-up, not counted: muster %.2f s%n", muster(bench));
            }
            System.out.printf(
                    Locale.ROOT, "warm-up, not counted: plan %.2f s, nothing to drop yet%n", thePlan(bench, scripts));
            figures.run(ways);
            return figures;
        }
    }

    private static double muster(BenchEstate bench) throws SQLException, InterruptedException {
        bench.settle();
        BenchEstate.Prepared prepared = bench.prepare("restore-database", Map.of("backup", "newest"));
        long begun = System.nanoTime();
        RunId run = bench.launch(prepared);
        bench.watch.awaitStep(run, "swap-database");
        bench.write(PracticeData.DATABASE);
        double seconds = (System.nanoTime() - begun) / 1e9;
        bench.awaitSuccess(run).steps().forEach(RestoreBench::print);
        bench.primary.execute(PracticeData.DATABASE, "drop table first_write");
        bench.primary.execute(
                "postgres", "drop database " + PracticeData.DATABASE + "_before_" + run.value() + " with (force)");
        return seconds;
    }

    private static void print(RunQuery.StepRow step) {
        System.out.printf(
                Locale.ROOT,
                "         %-24s %8.2f s%n",
                step.type(),
                Duration.between(Objects.requireNonNull(step.startedAt()), Objects.requireNonNull(step.endedAt()))
                                .toMillis()
                        / 1e3);
    }

    private static double thePlan(BenchEstate bench, ScriptedRestore scripts) throws Exception {
        Path file = bench.estate.resolve("plan-fetched.sql.gz");
        bench.settle();
        long begun = System.nanoTime();
        scripts.ofThePlan("plan.sql.gz", file, bench.estate.application());
        bench.write(ScriptedRestore.PLAN_TARGET);
        double seconds = (System.nanoTime() - begun) / 1e9;
        bench.estate.application().start();
        Files.delete(file);
        return seconds;
    }

    private static double bare(BenchEstate bench, ScriptedRestore scripts) throws Exception {
        Path folder = Files.createTempDirectory(bench.estate.resolve(""), "bare");
        bench.settle();
        long begun = System.nanoTime();
        scripts.bare(BARE_COPY, folder);
        bench.write(ScriptedRestore.BARE_TARGET);
        double seconds = (System.nanoTime() - begun) / 1e9;
        bench.primary.execute("postgres", "drop database " + ScriptedRestore.BARE_TARGET + " with (force)");
        delete(folder);
        return seconds;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static double peakHeap() {
        long bytes = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                bytes += pool.getPeakUsage().getUsed();
            }
        }
        return bytes / 1048576.0;
    }
}
