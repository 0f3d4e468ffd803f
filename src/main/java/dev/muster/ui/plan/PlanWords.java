package dev.muster.ui.plan;

import java.time.Duration;
import java.util.Locale;

/** Says the plan's values in the words of the plan. */
final class PlanWords {

    private PlanWords() {}

    /** The largest unit that fits without a rest: {@code 7 days}, {@code 24 h}, {@code 90 min}. */
    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds > 0 && seconds % 86_400 == 0 && seconds > 86_400) {
            return seconds / 86_400 + " days";
        }
        if (seconds > 0 && seconds % 3_600 == 0) {
            return seconds / 3_600 + " h";
        }
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }

    static String objective(Duration duration) {
        return duration.isZero() ? "real-time" : duration(duration);
    }

    static String window(Duration from, Duration to) {
        return duration(from) + " to " + duration(to);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
