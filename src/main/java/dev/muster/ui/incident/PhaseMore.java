package dev.muster.ui.incident;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import dev.muster.checklist.RoomQuery;

/** The button that shows what can be done with a phase. */
@Tag("muster-phase-more")
final class PhaseMore extends Component {

    PhaseMore(RoomQuery.PhaseRow phase) {
        getElement()
                .setAttribute("position", String.valueOf(phase.position()))
                .setAttribute("label", "Phase " + phase.position() + " " + phase.title());
    }
}
