package dev.muster.ui.incident;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.TabSheet;
import dev.muster.checklist.RoomQuery;
import dev.muster.incident.IncidentChanged;
import dev.muster.incident.IncidentId;
import dev.muster.recovery.RunChanged;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One incident's room. A reload changes its parts where they stand, so focus, scroll and unsaved text stay. */
final class Room extends Div {

    private final RoomDesk desk;
    private final IncidentId id;
    private final RoomHeader header;
    private final ClockRow clocks = new ClockRow();
    private final ChecklistPanel checklist;
    private final TimelinePanel timeline;
    private final RunsPanel runs = new RunsPanel();
    private final Tab runsTab = new Tab("Runs");
    private final Set<RunId> watched = new HashSet<>();

    Room(RoomDesk desk, RoomQuery.Room room) {
        this.desk = desk;
        this.id = room.incident().id();
        this.header = new RoomHeader(desk, this::reload);
        this.checklist = new ChecklistPanel(desk, room, this::reload);
        this.timeline = new TimelinePanel(desk, id, this::reload);
        TabSheet side = new TabSheet();
        side.addClassName("side");
        side.add(new Tab("Timeline"), timeline);
        side.add(runsTab, runs);
        Div right = new Div(side);
        right.addClassName("card");
        Div two = new Div(checklist, right);
        two.addClassName("two");
        add(header, clocks, two);
        show(room);
        desk.liveUpdates().whileAttached(this, new IncidentChanged(id), this::reload);
    }

    private void reload() {
        desk.room(id).ifPresent(this::show);
    }

    private void show(RoomQuery.Room room) {
        List<RunQuery.Summary> ofIncident = desk.runs(id);
        watch(ofIncident);
        header.show(room);
        clocks.show(
                room.incident(), desk.plan(room.incident()).objectives(), desk.figures(room.incident()), desk.now());
        checklist.show(room, ofIncident, desk.now());
        timeline.show(room);
        runs.show(ofIncident);
        runsTab.setLabel(ofIncident.isEmpty() ? "Runs" : "Runs " + ofIncident.size());
    }

    /** A step of a run is no change of the incident: follow each run by itself. */
    private void watch(List<RunQuery.Summary> ofIncident) {
        for (RunQuery.Summary run : ofIncident) {
            if (watched.add(run.id())) {
                desk.liveUpdates().whileAttached(this, new RunChanged(run.id()), this::reload);
            }
        }
    }
}
