package dev.muster.objective;

import dev.muster.backup.BackupFacts;
import dev.muster.objective.Measure.Measured;
import dev.muster.objective.Measure.Pending;
import dev.muster.recovery.RunHistory.Past;
import dev.muster.recovery.RunHistory.PastStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * How long each step of a procedure took in past runs, brought to the size of the work ahead: a step that takes longer for
 * more data is scaled in proportion to the bytes, where both sizes are known. Only runs of the very same steps count.
 */
final class PastTimes {

    /** Below that a prediction would be a guess. */
    static final int ENOUGH = 3;

    private final List<List<Duration>> runs = new ArrayList<>();

    PastTimes(List<String> types, List<Past> history, OptionalLong bytes) {
        for (Past past : history) {
            if (past.steps().stream().map(PastStep::type).toList().equals(types)) {
                double scale = scale(past, bytes);
                runs.add(past.steps().stream()
                        .map(it -> it.growsWithSize() ? scaled(it.took(), scale) : it.took())
                        .toList());
            }
        }
    }

    int size() {
        return runs.size();
    }

    /** @param part what of a run counts, from the durations of its steps */
    Measure<Estimate> estimate(Function<List<Duration>, Duration> part) {
        return runs.size() < ENOUGH
                ? new Pending<>("not enough history: " + runs.size() + " of " + ENOUGH + " runs that went well")
                : new Measured<>(Estimate.of(runs.stream().map(part).toList()));
    }

    private static double scale(Past past, OptionalLong bytes) {
        return Optional.ofNullable(past.facts().get(BackupFacts.BYTES))
                .filter(it -> it.matches("[1-9]\\d{0,17}"))
                .filter(it -> bytes.isPresent() && bytes.getAsLong() > 0)
                .map(it -> (double) bytes.orElseThrow() / Long.parseLong(it))
                .orElse(1.0);
    }

    private static Duration scaled(Duration took, double scale) {
        return Duration.ofMillis(Math.round(took.toMillis() * scale));
    }
}
