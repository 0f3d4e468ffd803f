package dev.muster.recovery;

import dev.muster.incident.ClosingCondition;
import dev.muster.incident.Incident;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** An incident is closed when none of its runs is on its way. */
@Component
@Order(2)
class RunsEnded implements ClosingCondition {

    private final RunQuery runs;

    RunsEnded(RunQuery runs) {
        this.runs = runs;
    }

    @Override
    public List<String> hindrances(Incident incident) {
        return runs.ofIncident(incident.id()).stream()
                .filter(it -> !it.state().ended())
                .map(it -> "Let run " + it.id() + " (" + it.title() + ") end, or cancel it.")
                .toList();
    }
}
