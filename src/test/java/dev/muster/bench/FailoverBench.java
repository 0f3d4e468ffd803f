package dev.muster.bench;

import dev.muster.common.Refused;
import dev.muster.practice.PostgresCluster;
import dev.muster.practice.Waiting;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * {@code kill -9} of a primary under its writers: from the last acknowledged commit to the first one after, when Muster
 * fails over by itself and when the plan's script does (a look every 30 s, then {@code sleep 10}); and from a commander's
 * click to the first commit. Every acknowledged token must be there, or be among those that were counted as lost before
 * the promotion. Beside them the same measure on clusters of Debian's Patroni and repmgr. Arguments: clicks (20), rounds of
 * automatic mode and script (5), rounds of Patroni with its default settings (3) and with its fastest (5), and of repmgr
 * with its default settings (3) and with its fastest (5).
 */
public final class FailoverBench {

    private static final double MOST_CLICK = 2;
    private static final double MOST_AUTOMATIC = 5;
    private static final double LEAST_GAIN = 8;
    private static final int CLIENTS = 4;
    private static final int WARM_UPS = 3;
    private static final Duration PLAN_EVERY = Duration.ofSeconds(30);
    private static final Duration PLAN_SLEEP = Duration.ofSeconds(10);
    private static final Duration COOL_DOWN = Duration.ofSeconds(62);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final FailoverEstate bench;
    private int unreported;

    private FailoverBench(FailoverEstate bench) {
        this.bench = bench;
    }

    public static void main(String[] arguments) throws Exception {
        int clicks = argument(arguments, 0, 20);
        int rounds = argument(arguments, 1, 5);
        PatroniRounds.print(argument(arguments, 2, 3), argument(arguments, 3, 5));
        RepmgrRounds.print(argument(arguments, 4, 3), argument(arguments, 5, 5));
        if (clicks + rounds > 0) {
            muster(clicks, rounds);
        }
        System.exit(0);
    }

    private static int argument(String[] arguments, int place, int usual) {
        return place < arguments.length ? Integer.parseInt(arguments[place]) : usual;
    }

    private static void muster(int clicks, int rounds) throws Exception {
        try (FailoverEstate estate = new FailoverEstate()) {
            FailoverBench bench = new FailoverBench(estate);
            StolenTime stolen = new StolenTime();
            Latencies click = new Latencies("click to first commit");
            Latencies whole = new Latencies("last to first commit, click once it is gone");
            Latencies automatic = new Latencies("last to first commit, automatic");
            Latencies plan = new Latencies("last to first commit, the plan's script");
            // The first ones share the processors with the compiler of the console's JVM. They are printed, not
            // counted.
            for (int i = 0; i < WARM_UPS; i++) {
                System.out.printf(Locale.ROOT, "warm-up, not counted: %.0f ms%n", bench.click()[0]);
            }
            for (int i = 0; i < clicks; i++) {
                double[] both = bench.click();
                click.add(both[0]);
                whole.add(both[1]);
            }
            for (int i = 0; i < rounds; i++) {
                plan.add(bench.script(i, rounds));
                automatic.add(bench.automatic());
            }
            if (clicks > 0) {
                click.print();
                whole.print();
            }
            if (rounds > 0) {
                automatic.print();
                plan.print();
            }
            System.out.printf(Locale.ROOT, "stolen by the host meanwhile: %.0f %%%n", stolen.percent());
            if (clicks > 0) {
                Rounds.atMost("failover.click-p95", click.quantile(0.95) / 1e3, "s", MOST_CLICK);
            }
            if (rounds > 0) {
                Rounds.atMost("failover.automatic-p95", automatic.quantile(0.95) / 1e3, "s", MOST_AUTOMATIC);
                Rounds.atLeast(
                        "failover.shorter-than-the-plan",
                        plan.quantile(0.5) / automatic.quantile(0.5),
                        "x",
                        LEAST_GAIN);
            }
            Rounds.atMost("failover.tokens-lost-unreported", bench.unreported, "tokens", 0);
        }
    }

    private interface Takeover {
        /** @return the run that did it; null for one that is none of Muster's */
        @org.jspecify.annotations.Nullable
        RunId begin(ProcessHandle killed) throws IOException, InterruptedException;
    }

    /** Milliseconds from the click, and from the last commit. */
    private double[] click() throws Exception {
        long[] clicked = new long[1];
        long[] silence = round(killed -> {
            // Some machines' init takes two seconds to note a dead process, and pg_ctl waits for that. A person is
            // slower.
            Waiting.until(PATIENCE, "the killed server is gone", () -> !killed.isAlive());
            clicked[0] = System.nanoTime();
            RunId run = clicked();
            System.out.printf(
                    Locale.ROOT,
                    "         %-24s %6d ms%n",
                    "launch with its pre-flight",
                    (System.nanoTime() - clicked[0]) / 1_000_000);
            return run;
        });
        System.out.printf(
                Locale.ROOT, "         click to first commit    %6d ms%n", (silence[1] - clicked[0]) / 1_000_000);
        return new double[] {(silence[1] - clicked[0]) / 1e6, (silence[1] - silence[0]) / 1e6};
    }

    /** In the first moments the standby may still receive: then the pre-flight says so, and a person clicks again. */
    private RunId clicked() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return bench.click("fail-over-database");
            } catch (Refused e) {
                System.out.println("         refused: " + e.getMessage());
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    private double automatic() throws Exception {
        Thread.sleep(COOL_DOWN);
        bench.mode("automatic");
        long before = newest();
        long[] silence = round(killed -> {
            Waiting.until(PATIENCE, "a failover is launched", () -> newest() > before);
            return new RunId(newest());
        });
        bench.mode("off");
        return (silence[1] - silence[0]) / 1e6;
    }

    private long newest() {
        return bench.query().latest(1).stream()
                .mapToLong(it -> it.id().value())
                .max()
                .orElse(0);
    }

    /**
     * As the plan has it: a look every 30 s, then promote, sleep, replace, restart. The crashes of all rounds are spread
     * evenly over the 30 s, so that few rounds do not measure luck.
     */
    private double script(int round, int rounds) throws Exception {
        long[] silence = round(killed -> {
            long share = PLAN_EVERY.toMillis() / rounds;
            Thread.sleep(round * share + ThreadLocalRandom.current().nextLong(share));
            PostgresCluster standby = bench.other();
            PostgresCluster primary = bench.writable();
            run(standby.commandLine("pg_ctl", "-D", standby.dataDirectory().toString(), "promote"));
            Thread.sleep(PLAN_SLEEP);
            String settings = Files.readString(bench.settings());
            Files.writeString(
                    bench.settings(),
                    settings.replace("DATABASE_PORT=" + primary.port(), "DATABASE_PORT=" + standby.port()));
            bench.estate.application().stop();
            bench.estate.application().start();
            Files.createFile(primary.dataDirectory().resolve("standby.signal"));
            return null;
        });
        return (silence[1] - silence[0]) / 1e6;
    }

    private static void run(java.util.List<String> command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .directory(new java.io.File("/"))
                        .start()
                        .waitFor()
                != 0) {
            throw new IllegalStateException(command + " failed");
        }
    }

    private long[] round(Takeover takeover) throws Exception {
        bench.writable().execute("bdc_production", "truncate bench_token");
        try (FollowingWriters writers = new FollowingWriters(bench.settings(), bench.estate.primary(), CLIENTS)) {
            Waiting.until(PATIENCE, "commits flow", () -> writers.acknowledged() > 300);
            // at a moment that no rhythm of the watch knows
            Thread.sleep(1500 + ThreadLocalRandom.current().nextLong(1000));
            long killed = System.nanoTime();
            RunId run = takeover.begin(bench.kill());
            Waiting.until(
                    PATIENCE,
                    "commits flow again",
                    () -> writers.silence(killed)[1] - writers.silence(killed)[0] > 50_000_000L
                            && writers.anyAfter(writers.silence(killed)[1] + 300_000_000L));
            long[] silence = writers.silence(killed);
            if (run != null) {
                account(bench.succeeded(run), writers);
            }
            bench.heal();
            return silence;
        }
    }

    /** What is missing must have been counted before the promotion. */
    private void account(RunQuery.Detail run, FollowingWriters writers) {
        Set<String> missing = new HashSet<>(writers.missing(bench.writable()));
        String words = run.facts().getOrDefault("failover.loss-transactions", "");
        if (words.isEmpty()) {
            bench.query().log(run.summary().id(), 0, 500).stream()
                    .filter(it ->
                            it.line().contains("cannot be read") || it.line().contains("cannot be counted"))
                    .forEach(it -> System.out.println("         not counted: " + it.line()));
        }
        int counted = words.isEmpty() ? 0 : Integer.parseInt(words);
        unreported += Math.max(0, missing.size() - counted);
        System.out.printf(
                Locale.ROOT,
                "         %-24s %6d ms%n",
                "from launch to its work",
                Duration.between(
                                run.summary().launchedAt(),
                                Objects.requireNonNull(run.steps().getFirst().startedAt()))
                        .toMillis());
        run.steps()
                .forEach(it -> System.out.printf(
                        Locale.ROOT,
                        "         %-24s %6d ms%n",
                        it.type(),
                        Duration.between(Objects.requireNonNull(it.startedAt()), Objects.requireNonNull(it.endedAt()))
                                .toMillis()));
        System.out.printf(
                Locale.ROOT,
                "run %s: %d tokens missing, %d counted as lost%n",
                run.summary().id(),
                missing.size(),
                counted);
    }
}
