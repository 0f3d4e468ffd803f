package dev.muster.bench;

import dev.muster.practice.PatroniEstate;
import dev.muster.practice.PatroniMember;
import dev.muster.practice.PracticeData;
import java.util.List;
import java.util.Locale;

/** The same measure beside Muster: writers on a cluster of Debian's Patroni and etcd, which fails over by itself. */
final class PatroniRounds {

    /** What its documentation allows as the least: ttl 20, loop_wait 1, retry_timeout 3. */
    private static final PatroniMember.Pace LEAST = new PatroniMember.Pace(20, 1, 3);

    private PatroniRounds() {}

    static void print(int defaults, int fastest) throws Exception {
        if (defaults + fastest == 0) {
            return;
        }
        if (!PatroniEstate.missing().isEmpty()) {
            System.out.println("Patroni is not compared: it needs " + String.join(" and ", PatroniEstate.missing())
                    + " (Debian, Ubuntu: apt-get install patroni etcd-server python3-etcd)");
        } else {
            measure("default settings (ttl 30, loop 10, retry 10)", PatroniMember.Pace.DEFAULT, defaults);
            measure("its fastest allowed (ttl 20, loop 1, retry 3)", LEAST, fastest);
        }
    }

    private static void measure(String name, PatroniMember.Pace pace, int rounds) throws Exception {
        if (rounds == 0) {
            return;
        }
        Latencies machine = new Latencies("Patroni, server and Patroni gone");
        Latencies server = new Latencies("Patroni, its server killed");
        int missing = 0;
        try (PatroniEstate estate = new PatroniEstate(pace, new PracticeData(1, 1))) {
            FollowedKill.prepare(estate.one());
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
        FollowedKill seen = FollowedKill.of(
                List.of(estate.one(), estate.two()), estate::leader, () -> kill.of(leader), () -> heal(estate));
        times.add(seen.milliseconds());
        System.out.printf(Locale.ROOT, "         Patroni %-22s %6.0f ms%n", "", seen.milliseconds());
        return seen.missing();
    }

    private static void heal(PatroniEstate estate) {
        estate.one().start();
        estate.two().start();
        estate.awaitHealthy();
    }
}
