package dev.muster.bench;

import dev.muster.practice.PostgresCluster;
import dev.muster.practice.PracticeData;
import dev.muster.practice.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One kill in a cluster that fails over by itself, under writers that know all its servers and take the one that writes:
 * nothing of it waits for an application.
 *
 * @param milliseconds from the last acknowledged commit to the first one after
 * @param missing acknowledged tokens that are gone
 */
record FollowedKill(double milliseconds, int missing) {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int CLIENTS = 4;

    /** The table of the tokens, in the database that every server has. */
    static void prepare(PostgresCluster primary) {
        primary.execute(PracticeData.DATABASE, "create table bench_token (id text primary key)");
    }

    /** @param heal makes the cluster whole again, while the writers go on */
    static FollowedKill of(
            List<? extends PostgresCluster> servers,
            Supplier<? extends PostgresCluster> writable,
            Runnable kill,
            Runnable heal)
            throws InterruptedException {
        String all = servers.stream().map(it -> it.host() + ":" + it.port()).collect(Collectors.joining(","));
        String url = "jdbc:postgresql://" + all + "/" + PracticeData.DATABASE
                + "?targetServerType=primary&hostRecheckSeconds=0&" + FollowingWriters.PATIENCE;
        try (FollowingWriters writers = new FollowingWriters(() -> url, servers.getFirst(), CLIENTS)) {
            Waiting.until(PATIENCE, "commits flow", () -> writers.acknowledged() > 300);
            // at a moment that no rhythm of the cluster's own looks knows
            Thread.sleep(1500 + ThreadLocalRandom.current().nextLong(3000));
            long killed = System.nanoTime();
            kill.run();
            Waiting.until(
                    PATIENCE,
                    "commits flow again",
                    () -> writers.silence(killed)[1] - writers.silence(killed)[0] > 50_000_000L
                            && writers.anyAfter(writers.silence(killed)[1] + 300_000_000L));
            long[] silence = writers.silence(killed);
            int missing = writers.missing(writable.get()).size();
            heal.run();
            return new FollowedKill((silence[1] - silence[0]) / 1e6, missing);
        }
    }
}
