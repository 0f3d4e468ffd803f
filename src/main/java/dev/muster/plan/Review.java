package dev.muster.plan;

import java.util.List;

/** A review of the plan with its checklist. */
public record Review(String key, String title, Interval every, List<String> items) {

    /** How often it is due. */
    public enum Interval {
        QUARTERLY,
        YEARLY
    }
}
