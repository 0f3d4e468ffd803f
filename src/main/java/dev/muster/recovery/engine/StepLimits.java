package dev.muster.recovery.engine;

import dev.muster.plan.Procedure;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.RecoveryStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the plan allows any step, whatever its type.
 *
 * @param timeout how long one call may take
 * @param retries how often it is tried again after a failure that may pass by itself
 */
record StepLimits(Duration timeout, int retries) {

    static final Duration USUAL_TIMEOUT = Duration.ofHours(4);

    static final StepSetting TIMEOUT = StepSetting.optional(
            "timeout", StepSetting.Kind.DURATION, "after that it is ended and has failed; 4 h when it is not said");
    static final StepSetting RETRIES = StepSetting.optional(
            "retries",
            StepSetting.Kind.COUNT,
            "how often it is tried again when it fails for a reason that may pass, after 2 s, 4 s, 8 s, …;"
                    + " never when it is not said");

    /** The settings of the type with those of any step; one that may not simply run again is not tried again. */
    static List<StepSetting> with(RecoveryStep step) {
        List<StepSetting> all = new ArrayList<>(step.settings());
        all.add(TIMEOUT);
        if (step.repeatable()) {
            all.add(RETRIES);
        }
        return List.copyOf(all);
    }

    static StepLimits of(Procedure.Step step) {
        return new StepLimits(
                Optional.ofNullable(step.with().get(TIMEOUT.name()))
                        .map(Duration::parse)
                        .orElse(USUAL_TIMEOUT),
                Optional.ofNullable(step.with().get(RETRIES.name()))
                        .map(Integer::valueOf)
                        .orElse(0));
    }

    String timeoutWords() {
        return timeout.toMinutes() > 0 && timeout.toSecondsPart() == 0
                ? timeout.toMinutes() + " min"
                : timeout.toSeconds() + " s";
    }
}
