package dev.muster.objective;

import java.time.Duration;
import java.util.List;

/**
 * How long something probably takes, from how long it took before.
 *
 * @param p50 the median: as often shorter as longer; of an even number of times the mean of the two in the middle
 * @param p90 nine of ten took no longer. By nearest rank, so it is a time that was really seen, and below ten times it
 *     is the longest one: with little history the prediction errs on the careful side
 */
public record Estimate(Duration p50, Duration p90) {

    static final Estimate NOTHING = new Estimate(Duration.ZERO, Duration.ZERO);

    /** @param times at least one, in any order */
    static Estimate of(List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        int size = sorted.size();
        Duration middle = sorted.get(size / 2);
        Duration p50 =
                size % 2 == 1 ? middle : middle.plus(sorted.get(size / 2 - 1)).dividedBy(2);
        return new Estimate(p50, sorted.get((int) Math.ceil(0.9 * size) - 1));
    }

    /** One after the other. The p90 of the sum is lower than the sum of the p90: this errs on the careful side. */
    Estimate plus(Estimate next) {
        return new Estimate(p50.plus(next.p50), p90.plus(next.p90));
    }
}
