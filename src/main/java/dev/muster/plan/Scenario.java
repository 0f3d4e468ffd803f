package dev.muster.plan;

import java.util.List;

/**
 * A kind of disaster.
 *
 * @param procedures keys of the procedures that answer it, most likely first; may be empty
 */
public record Scenario(String key, String title, String impact, String strategy, List<String> procedures) {}
