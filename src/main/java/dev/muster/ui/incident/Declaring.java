package dev.muster.ui.incident;

import com.vaadin.flow.component.UI;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentService;
import dev.muster.plan.Plans;
import dev.muster.plan.Service;
import dev.muster.security.CurrentActor;
import dev.muster.status.Maintenances;
import dev.muster.status.ServiceStatus;
import dev.muster.status.StatusBoard;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Opens the declaration from any screen and leads to the new room. */
@Component
public class Declaring {

    private final IncidentService incidents;
    private final Plans plans;
    private final CurrentActor currentActor;
    private final ObjectProvider<StatusBoard> board;
    private final ObjectProvider<Maintenances> maintenances;
    private final Clock clock;

    Declaring(
            IncidentService incidents,
            Plans plans,
            CurrentActor currentActor,
            ObjectProvider<StatusBoard> board,
            ObjectProvider<Maintenances> maintenances,
            Clock clock) {
        this.incidents = incidents;
        this.plans = plans;
        this.currentActor = currentActor;
        this.board = board;
        this.maintenances = maintenances;
        this.clock = clock;
    }

    /** With the critical services that are down unannounced, as the board has them now; none are proposed where nobody looks at them. */
    public void ask() {
        List<ServiceStatus> down = board.stream()
                .flatMap(it -> it.services().stream())
                .filter(it -> it.down() && it.service().tier() == Service.Tier.CRITICAL && !announced(it.service()))
                .toList();
        if (down.isEmpty()) {
            dialog().open();
        } else {
            ask(
                    down.stream().map(it -> it.service().key()).toList(),
                    down.stream()
                            .map(ServiceStatus::since)
                            .min(Comparator.naturalOrder())
                            .orElseThrow());
        }
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

    private boolean announced(Service service) {
        Instant now = clock.instant();
        return maintenances.stream()
                .flatMap(it -> it.after(now).stream())
                .anyMatch(it -> it.service().equals(service.key()) && it.covers(now));
    }

    private DeclareDialog dialog() {
        return new DeclareDialog(plans.current().plan(), clock.instant(), declaration -> {
            IncidentId id = incidents.declare(declaration, currentActor.get());
            UI.getCurrentOrThrow().navigate("incidents/" + id.value());
        });
    }
}
