package dev.muster.bench;

import dev.muster.practice.PatroniEstate;
import dev.muster.practice.PatroniMember;
import dev.muster.practice.PracticeData;
import dev.muster.practice.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The same measure beside Muster: writers on a cluster of Debian's Patroni and etcd, which fails over by itself. Clients
 * know both servers and take the one that writes, so nothing of it waits for an application.
 */
final class PatroniRounds {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int CLIENTS = 4;

    /** What its documentation allows as the least: ttl 20, loop_wait 1, retry_timeout 3. */
    private static final PatroniMember.Pace LEAST = new PatroniMember.Pace(20, 1, 3);

    private PatroniRounds() {}

    static void print(int defaults, int fastest) throws Exception {
        if (!PatroniEstate.missing().isEmpty()) {
            System.out.println("Patroni is not compared: it needs " + String.join(" and ", PatroniEstate.missing())
                    + " (Debian, Ubuntu: apt-get install patroni etcd-server python3-etcd)");
        } else {
            measure("default settings (ttl 30, loop 10, retry 10)", PatroniMember.Pace.DEFAULT, defaults);
            measure("its fastest allowed (ttl 20, loop 1, retry 3)", LEAST, fastest);
        }
        System.out.println(
                "repmgr is not compared: beside the package it needs its extension preloaded and its own tables in"
                        + " both servers, a daemon on each, and commands of the site for promote and follow; none of that"
                        + " is set up here");
    }

    private static void measure(String name, PatroniMember.Pace pace, int rounds) throws Exception {
        if (rounds == 0) {
            return;
        }
        Latencies machine = new Latencies("Patroni, server and Patroni gone");
        Latencies server = new Latencies("Patroni, its server killed");
        int missing = 0;
        try (PatroniEstate estate = new PatroniEstate(pace, new PracticeData(1, 1))) {
            estate.one().execute(PracticeData.DATABASE, "create table bench_token (id text primary key)");
            for (int i = 0; i < rounds; i++) {
                missing += round(estate, machine, PatroniMember::crash);
                missing +=
                        round(estate, server, it -> it.process().orElseThrow().destroyForcibly());
            }
        }
        System.out.println("Patroni of Debian, " + name + ", last to first commit:");
        machine.print();
        server.print();
        System.out.printf(
                Locale.ROOT,
                "%d acknowledged tokens are missing after %d rounds; Patroni reports none%n",
                missing,
                2 * rounds);
    }

    private interface Kill {
        void of(PatroniMember leader);
    }

    /** @return acknowledged tokens that are gone */
    private static int round(PatroniEstate estate, Latencies times, Kill kill) throws InterruptedException {
        PatroniMember leader = estate.leader();
        leader.execute(PracticeData.DATABASE, "truncate bench_token");
        estate.awaitStreaming();
        String both = "jdbc:postgresql://127.0.0.1:" + estate.one().port() + ",127.0.0.1:"
                + estate.two().port() + "/" + PracticeData.DATABASE
                + "?targetServerType=primary&hostRecheckSeconds=0&" + FollowingWriters.PATIENCE;
        try (FollowingWriters writers = new FollowingWriters(() -> both, leader, CLIENTS)) {
            Waiting.until(PATIENCE, "commits flow", () -> writers.acknowledged() > 300);
            // at a moment that no rhythm of Patroni's loop knows
            Thread.sleep(1500 + ThreadLocalRandom.current().nextLong(3000));
            long killed = System.nanoTime();
            kill.of(leader);
            Waiting.until(
                    PATIENCE,
                    "commits flow again",
                    () -> writers.silence(killed)[1] - writers.silence(killed)[0] > 50_000_000L
                            && writers.anyAfter(writers.silence(killed)[1] + 300_000_000L));
            long[] silence = writers.silence(killed);
            double taken = (silence[1] - silence[0]) / 1e6;
            times.add(taken);
            System.out.printf(Locale.ROOT, "         Patroni %-22s %6.0f ms%n", "", taken);
            PatroniMember now = estate.leader();
            int missing = writers.missing(now).size();
            for (PatroniMember it : List.of(estate.one(), estate.two())) {
                it.start();
            }
            estate.awaitHealthy();
            return missing;
        }
    }
}
