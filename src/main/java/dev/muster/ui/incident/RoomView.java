package dev.muster.ui.incident;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.muster.incident.IncidentId;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;

/** The room of the incident that the address names. */
@Route("incidents/:id")
@PermitAll
@StyleSheet("context://css/incident.css")
public class RoomView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final RoomDesk desk;
    private String title = "Incident";

    RoomView(RoomDesk desk) {
        this.desk = desk;
        addClassNames("page", "room-view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        Optional<IncidentId> id = event.getRouteParameters().get("id").flatMap(RoomView::parsed);
        Optional<dev.muster.checklist.RoomQuery.Room> room = id.flatMap(desk::room);
        if (room.isPresent()) {
            title = room.get().incident().id() + " " + room.get().incident().title();
            add(new Room(desk, room.get()));
        } else {
            add(new H1("There is no such incident"), new Paragraph("Look at the list of incidents."));
        }
    }

    private static Optional<IncidentId> parsed(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(new IncidentId(Long.parseLong(text))) : Optional.empty();
    }

    @Override
    public String getPageTitle() {
        return title + " · Muster";
    }
}
