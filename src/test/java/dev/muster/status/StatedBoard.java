package dev.muster.status;

import dev.muster.incident.SamplePlan;
import dev.muster.plan.Database;
import dev.muster.plan.Plan;
import dev.muster.plan.Service;
import dev.muster.plan.ServiceProbe;
import dev.muster.testing.SmallPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;

/** What a test says that the probes of the plan in force saw; tells nobody by itself. */
public final class StatedBoard {

    private final LiveBoard board;
    private final Plan plan;

    public StatedBoard(ApplicationContext console, Plan plan) {
        this.board = console.getBean(LiveBoard.class);
        this.plan = plan;
        board.show(plan);
    }

    /** The sample plan with these probes. */
    static Plan looking(List<ServiceProbe> probes) {
        Plan sample = new SamplePlan(1).current().plan();
        return looking(sample.services(), sample.databases(), probes);
    }

    static Plan looking(List<Service> services, List<Database> databases, List<ServiceProbe> probes) {
        Plan sample = new SamplePlan(1).current().plan();
        return SmallPlan.like(
                sample, Map.of("services", services, "databases", databases, "proxies", List.of(), "probes", probes));
    }

    /** As often as any threshold asks for, so that it is so. */
    public void says(String service, ServiceState state, String evidence, Instant at) {
        for (ServiceProbe probe : plan.probes()) {
            for (int look = 0; probe.service().equals(service) && look < 2; look++) {
                board.record(probe, new Answer(state, evidence, Duration.ofMillis(3)), at);
            }
        }
    }

    public void everythingIs(ServiceState state, Instant at) {
        plan.services().forEach(it -> says(it.key(), state, "as the test says", at));
    }
}
