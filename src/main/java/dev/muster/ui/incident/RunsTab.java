package dev.muster.ui.incident;

import com.vaadin.flow.component.html.Div;
import dev.muster.recovery.RunQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the plan names for the scenario and what was launched of it; made for those only who look at it. */
final class RunsTab extends Div {

    private final ScenarioProcedures procedures;
    private final RunsPanel runs = new RunsPanel();
    private @Nullable List<RunQuery.Summary> shown;

    RunsTab(Viewer viewer) {
        this.procedures = new ScenarioProcedures(viewer);
        add(procedures, runs);
    }

    void show(RoomState state) {
        procedures.show(state);
        if (!state.runs().equals(shown)) {
            shown = state.runs();
            runs.show(state.runs());
        }
    }
}
