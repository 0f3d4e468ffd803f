package dev.muster.ui.team;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.UnorderedList;
import dev.muster.command.SeatState;
import dev.muster.command.Team;
import dev.muster.incident.IncidentChanged;
import dev.muster.incident.IncidentId;
import dev.muster.roster.PresenceChanged;
import java.util.LinkedHashMap;
import java.util.Map;

/** The roles of an incident: who holds them, whether they are here, and what the person at the screen may do. */
@StyleSheet("context://css/team.css")
public final class TeamPanel extends Div {

    private final TeamDesk desk;
    private final IncidentId id;
    private final UnorderedList list = new UnorderedList();
    private final Map<String, SeatRow> rows = new LinkedHashMap<>();

    public TeamPanel(TeamDesk desk, IncidentId id) {
        this.desk = desk;
        this.id = id;
        addClassName("team-panel");
        list.addClassName("seats");
        add(list);
        reload();
        desk.liveUpdates().whileAttached(this, new IncidentChanged(id), this::reload);
        desk.liveUpdates().whileAttached(this, new PresenceChanged(), this::reload);
    }

    private void reload() {
        desk.team(id).ifPresent(this::show);
    }

    private void show(Team team) {
        for (SeatState state : team.seats()) {
            rows.computeIfAbsent(state.seat().role(), role -> {
                        SeatRow row = new SeatRow(desk, this::reload);
                        list.add(row);
                        return row;
                    })
                    .show(team, state);
        }
    }
}
