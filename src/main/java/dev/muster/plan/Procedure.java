package dev.muster.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An ordered list of typed steps with one target.
 *
 * @param target key of the database or service that a run of it holds alone
 */
public record Procedure(
        String key, String title, String description, String target, List<Parameter> parameters, List<Step> steps) {

    /** What the launching person chooses. */
    public record Parameter(String key, String title, Kind kind, Optional<String> defaultValue) {}

    /** What may be chosen. */
    public enum Kind {
        /** A good backup of the target, or {@code newest}. */
        BACKUP,
        TEXT
    }

    /**
     * @param type names a step type
     * @param with its settings, as the step type defines them
     * @param place where it stands in the plan, for messages
     */
    public record Step(String type, String title, Map<String, String> with, String place) {}
}
