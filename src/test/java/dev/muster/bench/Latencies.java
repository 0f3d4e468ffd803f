package dev.muster.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long after an act the browsers showed it, in milliseconds. */
final class Latencies {

    private final String name;
    private final List<Double> all = Collections.synchronizedList(new ArrayList<>());

    Latencies(String name) {
        this.name = name;
    }

    void add(double milliseconds) {
        all.add(milliseconds);
    }

    double quantile(double share) {
        return Rounds.quantile(List.copyOf(all), share);
    }

    void print() {
        System.out.printf(
                Locale.ROOT,
                "%-26s p50 %8.1f ms   p95 %8.1f ms   most %8.1f ms   (%d seen)%n",
                name,
                quantile(0.5),
                quantile(0.95),
                quantile(1),
                all.size());
    }
}
