package dev.muster.bench;

import dev.muster.practice.PracticeData;
import dev.muster.practice.RepmgrEstate;
import dev.muster.practice.RepmgrMember;
import java.util.List;
import java.util.Locale;

/** The same measure beside Muster: writers on a primary and a standby of repmgr, whose daemon fails over by itself. */
final class RepmgrRounds {

    /**
     * One look a second, and one more at once when the primary does not answer. Its documentation names no least; none at
     * all would take a single lost answer for a death.
     */
    private static final RepmgrMember.Pace FASTEST = new RepmgrMember.Pace(1, 1, 1);

    private RepmgrRounds() {}

    static void print(int defaults, int fastest) throws Exception {
        if (defaults + fastest == 0) {
            return;
        }
        if (!RepmgrEstate.missing().isEmpty()) {
            System.out.println("repmgr is not compared: it needs " + RepmgrEstate.missing());
            return;
        }
        measure("default settings (6 attempts, 10 s apart, looks every 2 s)", RepmgrMember.Pace.DEFAULT, defaults);
        measure("its fastest (1 attempt, looks every second)", FASTEST, fastest);
    }

    private static void measure(String name, RepmgrMember.Pace pace, int rounds) throws Exception {
        if (rounds == 0) {
            return;
        }
        Latencies server = new Latencies("repmgr, its server killed");
        int missing = 0;
        try (RepmgrEstate estate = new RepmgrEstate(pace, new PracticeData(1, 1))) {
            FollowedKill.prepare(estate.one());
            for (int i = 0; i < rounds; i++) {
                missing += round(estate, server);
            }
        }
        System.out.println("repmgr of Debian, " + name + ", last to first commit:");
        server.print();
        System.out.printf(
                Locale.ROOT,
                "%d acknowledged tokens are missing after %d rounds; repmgr reports none%n",
                missing,
                rounds);
    }

    /** @return acknowledged tokens that are gone */
    private static int round(RepmgrEstate estate, Latencies times) throws InterruptedException {
        RepmgrMember primary = estate.primary();
        primary.execute(PracticeData.DATABASE, "truncate bench_token");
        estate.awaitWatched();
        FollowedKill seen = FollowedKill.of(
                List.of(estate.one(), estate.two()),
                estate::primary,
                () -> primary.process().orElseThrow().destroyForcibly(),
                estate::rejoin);
        times.add(seen.milliseconds());
        System.out.printf(Locale.ROOT, "         repmgr %-22s %6.0f ms%n", "", seen.milliseconds());
        return seen.missing();
    }
}
