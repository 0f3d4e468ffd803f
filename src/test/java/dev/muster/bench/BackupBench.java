package dev.muster.bench;

import dev.muster.recovery.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A backup of 1 GB in eight tables to loopback storage: Muster's whole procedure, signed and read back, against the
 * plan's {@code pg_dump | gzip} and copy. Arguments: rounds, share of 1 GB.
 */
public final class BackupBench {

    private static final double LEAST_GAIN = 3;
    private static final String MUSTER = "muster";
    private static final String PLAN = "plan: pg_dump | gzip | cp";

    private BackupBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        double share = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1;
        Rounds figures = new Rounds(rounds);
        try (BenchEstate bench = BenchEstate.of(BenchData.EIGHT_TABLES, share);
                PlainStore store = new PlainStore(bench.endpoint, BenchEstate.SECRET)) {
            System.out.printf(
                    Locale.ROOT, "limit: this disk takes %.0f MB/s durably%n", bench.diskMegabytesPerSecond());
            ScriptedRestore scripts = new ScriptedRestore(bench.primary, store, bench.counts());
            Map<String, Rounds.Way> ways = new LinkedHashMap<>();
            ways.put(MUSTER, () -> {
                bench.settle();
                long begun = System.nanoTime();
                RunId run = bench.launch(bench.prepare("back-up-database", Map.of()));
                bench.awaitSuccess(run);
                return (System.nanoTime() - begun) / 1e9;
            });
            ways.put(PLAN, () -> {
                bench.settle();
                long begun = System.nanoTime();
                Path file = bench.estate.resolve("plan-backup.sql.gz");
                scripts.dump(file);
                store.put("plan-backup.sql.gz", file);
                double seconds = (System.nanoTime() - begun) / 1e9;
                Files.delete(file);
                return seconds;
            });
            figures.run(ways);
        }
        Rounds.atLeast(
                "backup.eight-tables.gain-over-plan", figures.median(PLAN) / figures.median(MUSTER), "x", LEAST_GAIN);
        System.exit(0);
    }
}
