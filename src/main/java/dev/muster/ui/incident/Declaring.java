package dev.muster.ui.incident;

import com.vaadin.flow.component.UI;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentService;
import dev.muster.plan.Plans;
import dev.muster.security.CurrentActor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Opens the declaration from any screen and leads to the new room. */
@Component
public class Declaring {

    private final IncidentService incidents;
    private final Plans plans;
    private final CurrentActor currentActor;
    private final Clock clock;

    Declaring(IncidentService incidents, Plans plans, CurrentActor currentActor, Clock clock) {
        this.incidents = incidents;
        this.plans = plans;
        this.currentActor = currentActor;
        this.clock = clock;
    }

    public void ask() {
        dialog().open();
    }

    /**
     * With what is known filled in; the person declares, or does not.
     *
     * @param failing keys of services in the plan in force
     * @param noticed when the first of them was seen to fail
     */
    public void ask(List<String> failing, Instant noticed) {
        DeclareDialog dialog = dialog();
        dialog.propose(failing, noticed);
        dialog.open();
    }

    private DeclareDialog dialog() {
        return new DeclareDialog(plans.current().plan(), clock.instant(), declaration -> {
            IncidentId id = incidents.declare(declaration, currentActor.get());
            UI.getCurrentOrThrow().navigate("incidents/" + id.value());
        });
    }
}
