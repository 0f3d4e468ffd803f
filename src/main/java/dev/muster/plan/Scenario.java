package dev.muster.plan;

import java.util.List;

/**
 * A kind of disaster.
 *
 * @param procedures keys of the procedures that answer it, most likely first; may be empty
 * @param options between which the commander decides, in the order in which they are shown; may be empty
 */
public record Scenario(
        String key, String title, String impact, String strategy, List<String> procedures, List<Option> options) {

    /**
     * A way out of it.
     *
     * @param option key of the {@link RecoveryOption}
     * @param advice what it means in this scenario
     */
    public record Option(String option, String advice) {}
}
