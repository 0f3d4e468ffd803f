package dev.muster.objective;

import dev.muster.checklist.RoomQuery;
import dev.muster.plan.Plan;
import dev.muster.plan.Plans;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Reads what the clocks of an incident need: its plan, its runs, the history. */
@Service
public class ClockQuery {

    private final Plans plans;
    private final RunQuery runs;
    private final Predictions predictions;
    private final Clock clock;

    ClockQuery(Plans plans, RunQuery runs, Predictions predictions, Clock clock) {
        this.plans = plans;
        this.runs = runs;
        this.predictions = predictions;
        this.clock = clock;
    }

    public Clocks clocks(RoomQuery.Room room) {
        Plan declaredUnder = plans.version(room.incident().planVersionId()).plan();
        return Clocks.of(
                room,
                declaredUnder,
                room.incident().state().open() ? ahead(room) : List.of(),
                room.open().stream().filter(it -> it.procedure() == null).count(),
                clock.instant());
    }

    /** What runs, and each procedure that an open item names and that has neither run well nor runs. */
    private List<Work> ahead(RoomQuery.Room room) {
        Plan inForce = plans.current().plan();
        List<Work> ahead = new ArrayList<>();
        Set<String> begun = new HashSet<>();
        for (RunQuery.Summary run : runs.ofIncident(room.incident().id())) {
            if (!run.state().ended()) {
                runs.run(run.id()).map(predictions::left).ifPresent(ahead::add);
                begun.add(run.procedure());
            } else if (run.state() == RunState.SUCCEEDED) {
                begun.add(run.procedure());
            }
        }
        room.open().stream()
                .flatMap(it -> Stream.ofNullable(it.procedure()))
                .distinct()
                .filter(it -> !begun.contains(it))
                .flatMap(it -> inForce.procedure(it).stream())
                .map(predictions::ahead)
                .forEach(ahead::add);
        return ahead;
    }
}
