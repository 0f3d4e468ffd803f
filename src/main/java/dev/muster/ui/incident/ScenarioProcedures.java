package dev.muster.ui.incident;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import dev.muster.incident.Incident;
import dev.muster.plan.Procedure;
import java.util.List;
import java.util.Optional;

/** What the plan names for the incident's scenario, in its order: the most likely way out stands first. */
final class ScenarioProcedures extends Div {

    private final OrderedList list = new OrderedList();
    private final Viewer viewer;
    private List<Procedure> shown = List.of();
    private boolean launched;

    ScenarioProcedures(Viewer viewer) {
        this.viewer = viewer;
        H3 title = new H3("The plan names for this");
        title.addClassName("small");
        add(title, list);
        list.addClassName("scenario-procedures");
        setVisible(false);
    }

    void show(RoomState state) {
        Incident incident = state.incident();
        List<Procedure> named = state.plan().scenario(incident.scenario()).stream()
                .flatMap(it -> it.procedures().stream())
                .map(state.plan()::procedure)
                .flatMap(Optional::stream)
                .toList();
        boolean launches = viewer.commands() && incident.state().open();
        if (named.equals(shown) && launches == launched) {
            return;
        }
        shown = named;
        launched = launches;
        list.removeAll();
        named.forEach(it -> list.add(new ListItem(launches ? launch(incident, it) : new Span(it.title()))));
        setVisible(!named.isEmpty());
    }

    private static Anchor launch(Incident incident, Procedure procedure) {
        Anchor launch = new Anchor(
                "recover?procedure=" + procedure.key() + "&incident="
                        + incident.id().value(),
                procedure.title() + "…");
        launch.setTitle("Look at it first; nothing starts yet");
        return launch;
    }
}
