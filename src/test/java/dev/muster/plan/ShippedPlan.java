package dev.muster.plan;

import dev.muster.testing.SmallPlan;
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
        return SmallPlan.like(new PlanParser(Map.of()).parse(BdcPlanTest.yaml()), parts);
    }
}
