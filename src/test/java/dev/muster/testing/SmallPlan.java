package dev.muster.testing;

import dev.muster.plan.Objectives;
import dev.muster.plan.Plan;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A plan of the few parts that a test needs. */
public final class SmallPlan {

    private SmallPlan() {}

    /**
     * Whatever else plans have is empty.
     *
     * @param parts by the names of the plan's own components
     */
    public static Plan of(Map<String, ?> parts) {
        Duration day = Duration.ofHours(24);
        return plan(parts, component -> switch (component.getName()) {
            case "name" -> "Plan";
            case "application" -> "BDC";
            case "objectives" -> new Objectives(day, day, day, day, day, Duration.ZERO);
            default -> List.of();
        });
    }

    /**
     * Whatever else it has is as in the other.
     *
     * @param parts by the names of the plan's own components
     */
    public static Plan like(Plan other, Map<String, ?> parts) {
        return plan(parts, component -> {
            try {
                return component.getAccessor().invoke(other);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Plan plan(Map<String, ?> parts, Function<RecordComponent, Object> rest) {
        RecordComponent[] components = Plan.class.getRecordComponents();
        Set<String> unknown = new HashSet<>(parts.keySet());
        Object[] values = Arrays.stream(components)
                .map(it -> unknown.remove(it.getName()) ? parts.get(it.getName()) : rest.apply(it))
                .toArray();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("A plan has no " + unknown);
        }
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
