package dev.muster.plan;

import java.util.List;
import java.util.Map;

/** The step types that a plan may use; recovery provides them, so the plan can be validated without knowing it. */
public interface StepTypes {

    /** Type names with the settings that each takes. */
    Map<String, List<StepSetting>> known();
}
