package dev.muster.objective;

import java.util.List;

/**
 * How long a procedure would take if it were launched now.
 *
 * @param runs how many past runs it is made of
 * @param total of the whole run; its percentiles are those of whole runs, not the sums of the steps' own
 * @param steps in their order
 */
public record Prediction(String procedure, int runs, Measure<Estimate> total, List<Step> steps) {

    /** One step of it. */
    public record Step(String type, String title, Measure<Estimate> takes) {}
}
