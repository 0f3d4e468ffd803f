package dev.muster.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Times several ways of doing the same work, in turn, round after round: what drifts on the machine hits all alike. */
final class Rounds {

    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
    private final int rounds;

    Rounds(int rounds) {
        this.rounds = rounds;
    }

    /** One way: does the work once and returns how long it took, in seconds, without its own clean-up. */
    interface Way extends Callable<Double> {}

    void run(Map<String, Way> ways) throws Exception {
        for (int round = 1; round <= rounds; round++) {
            List<Map.Entry<String, Way>> turns = new ArrayList<>(ways.entrySet());
            if (round % 2 == 0) {
                turns = turns.reversed();
            }
            for (Map.Entry<String, Way> turn : turns) {
                String name = turn.getKey();
                StolenTime stolen = new StolenTime();
                double taken = turn.getValue().call();
                seconds.computeIfAbsent(name, it -> new ArrayList<>()).add(taken);
                System.out.printf(
                        Locale.ROOT,
                        "round %d  %-28s %7.2f s   (stolen by the host: %.0f %%)%n",
                        round,
                        name,
                        taken,
                        stolen.percent());
            }
        }
        seconds.forEach((name, values) -> System.out.printf(
                Locale.ROOT,
                "median   %-28s %7.2f s   (quartiles %.2f to %.2f)%n",
                name,
                quantile(values, 0.5),
                quantile(values, 0.25),
                quantile(values, 0.75)));
    }

    double median(String name) {
        return quantile(seconds.getOrDefault(name, List.of()), 0.5);
    }

    static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        double place = share * (sorted.size() - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }

    /** The closing line of a figure that must be at least the target. */
    static void atLeast(String name, double value, String unit, double target) {
        figure(name, value, unit, target, value >= target);
    }

    /** The closing line of a figure that must be at most the target. */
    static void atMost(String name, double value, String unit, double target) {
        figure(name, value, unit, target, value <= target);
    }

    private static void figure(String name, double value, String unit, double target, boolean reached) {
        System.out.printf(
                Locale.ROOT, "BENCH %s %.2f %s %.2f %s%n", name, value, unit, target, reached ? "ok" : "short");
    }
}
