package dev.muster.drill;

import dev.muster.common.Refused;
import dev.muster.plan.Drill;
import dev.muster.plan.Plan;
import dev.muster.plan.Plans;
import dev.muster.plan.Procedure;
import dev.muster.recovery.Runs;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Launches what is due, with the same pre-flight as a person's launch; what cannot start is a failed rehearsal. */
@Component
class DrillLauncher {

    private static final Logger LOG = LoggerFactory.getLogger(DrillLauncher.class);

    private final DrillBook book;
    private final Plans plans;
    private final Runs runs;

    DrillLauncher(DrillBook book, Plans plans, Runs runs) {
        this.book = book;
        this.plans = plans;
        this.runs = runs;
    }

    void look() {
        Plan plan = plans.current().plan();
        book.endAbandoned();
        for (Drill drill : plan.drills()) {
            book.due(drill).ifPresent(id -> launch(plan, drill, id));
        }
    }

    private void launch(Plan plan, Drill drill, long id) {
        try {
            Procedure procedure = plan.procedure(drill.procedure())
                    .orElseThrow(() -> new Refused("the plan has no procedure " + drill.procedure()));
            if (!procedure.scratch()) {
                throw new Refused(procedure.key() + " works on " + procedure.target() + " itself");
            }
            runs.launch(new Runs.Request(procedure.key(), Map.of(), null, null), procedure.holds(), DrillBook.SCHEDULE);
        } catch (RuntimeException e) {
            LOG.warn("The drill {} could not start: {}", drill.key(), e.getMessage());
            book.failed(id, "It could not start: " + e.getMessage());
        }
    }
}
