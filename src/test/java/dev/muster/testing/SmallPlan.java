package dev.muster.testing;

import dev.muster.plan.Objectives;
import dev.muster.plan.Plan;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A plan of the few parts that a test needs; whatever else plans have is empty. */
public final class SmallPlan {

    private SmallPlan() {}

    /** @param parts by the names of the plan's own components */
    public static Plan of(Map<String, ?> parts) {
        Duration day = Duration.ofHours(24);
        RecordComponent[] components = Plan.class.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(it -> {
                    if (parts.containsKey(it.getName())) {
                        return parts.get(it.getName());
                    }
                    return switch (it.getName()) {
                        case "name" -> "Plan";
                        case "application" -> "BDC";
                        case "objectives" -> new Objectives(day, day, day, day, day, Duration.ZERO);
                        default -> List.of();
                    };
                })
                .toArray();
        try {
            return Plan.class
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
