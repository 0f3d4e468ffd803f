package dev.muster.plan;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The shipped plan with parts of a test in the places of its own. */
public final class ShippedPlan {

    private ShippedPlan() {}

    public static Plan keeping(List<DnsEntry> dns) {
        return with(Map.of("dns", dns));
    }

    /** @param parts by the names of the plan's components */
    public static Plan with(Map<String, ?> parts) {
        Plan shipped = new PlanParser(Map.of()).parse(BdcPlanTest.yaml());
        RecordComponent[] components = Plan.class.getRecordComponents();
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                String name = components[i].getName();
                values[i] = parts.containsKey(name)
                        ? parts.get(name)
                        : components[i].getAccessor().invoke(shipped);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return Plan.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
