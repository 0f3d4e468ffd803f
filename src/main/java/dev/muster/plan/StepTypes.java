package dev.muster.plan;

import java.util.Map;
import java.util.Set;

/** The step types that a plan may use; recovery provides them, so the plan can be validated without knowing it. */
public interface StepTypes {

    /** Type names with the names of the settings that each takes; a trailing {@code ?} marks an optional one. */
    Map<String, Set<String>> known();
}
