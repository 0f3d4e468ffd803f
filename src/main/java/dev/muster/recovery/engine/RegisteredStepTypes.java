package dev.muster.recovery.engine;

import dev.muster.plan.StepSetting;
import dev.muster.plan.StepTypes;
import dev.muster.recovery.step.RecoveryStep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Every step bean by its type. Looked up late, because steps may need the plan, which needs the names of the types. */
@Component
class RegisteredStepTypes implements StepTypes {

    private final ObjectProvider<RecoveryStep> steps;

    RegisteredStepTypes(ObjectProvider<RecoveryStep> steps) {
        this.steps = steps;
    }

    @Override
    public Map<String, List<StepSetting>> known() {
        Map<String, List<StepSetting>> known = new TreeMap<>();
        steps.stream().forEach(step -> {
            if (known.put(step.type(), StepLimits.with(step)) != null) {
                throw new IllegalStateException("Two steps are called " + step.type());
            }
        });
        return known;
    }

    Optional<RecoveryStep> find(String type) {
        return steps.stream().filter(it -> it.type().equals(type)).findFirst();
    }
}
