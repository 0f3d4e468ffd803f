package dev.muster.ui.incident;

import com.vaadin.flow.component.Component;
import dev.muster.command.Holding;
import dev.muster.incident.IncidentId;
import java.util.Optional;

/** What other features bring into a room. */
interface RoomPanels {

    Component people(IncidentId id);

    Component messages(IncidentId id);

    /** Who commands now; empty when the incident is unknown. */
    Optional<Holding> commander(IncidentId id);
}
