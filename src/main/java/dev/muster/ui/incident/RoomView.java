package dev.muster.ui.incident;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.muster.incident.IncidentId;
import dev.muster.ui.shell.HasKeyHints;
import dev.muster.ui.shell.KeyHint;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;

/** The room of the incident that the address names. */
@Route("incidents/:id")
@PermitAll
@StyleSheet("context://css/incident.css")
public class RoomView extends Div implements BeforeEnterObserver, HasDynamicTitle, HasKeyHints {

    static final List<KeyHint> KEYS = List.of(
            new KeyHint("j", "next item"),
            new KeyHint("k", "item before"),
            new KeyHint("Space", "tick it, or take the tick back"),
            new KeyHint("o", "open it: note, links, blocked, history"),
            new KeyHint("n", "write a note"),
            new KeyHint("Ctrl Enter", "send what you write"));

    private final RoomDesk desk;
    private String title = "Incident";

    RoomView(RoomDesk desk) {
        this.desk = desk;
        addClassNames("page", "room-view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        Optional<RoomState> state =
                event.getRouteParameters().get("id").flatMap(RoomView::parsed).flatMap(desk.feed()::fresh);
        if (state.isEmpty()) {
            title = "No such incident";
            Anchor list = new Anchor("incidents", "Show all incidents");
            list.addClassName("btn");
            add(
                    new H1("There is no such incident"),
                    new Paragraph("The address names none that was ever declared here."),
                    list);
            return;
        }
        IncidentId id = state.get().incident().id();
        title = id + " " + state.get().incident().title();
        RoomAddress address = RoomAddress.of(event.getLocation().getQueryParameters());
        add(new Room(desk, state.get(), address, next -> UI.getCurrentOrThrow()
                .getPage()
                .getHistory()
                .replaceState(null, next.location(id))));
    }

    private static Optional<IncidentId> parsed(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(new IncidentId(Long.parseLong(text))) : Optional.empty();
    }

    @Override
    public List<KeyHint> keyHints() {
        return KEYS;
    }

    @Override
    public String getPageTitle() {
        return title + " · Muster";
    }
}
