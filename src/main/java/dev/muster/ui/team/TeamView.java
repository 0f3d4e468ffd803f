package dev.muster.ui.team;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentListChanged;
import dev.muster.incident.IncidentQuery;
import dev.muster.plan.PlanChanged;
import dev.muster.roster.PresenceChanged;
import dev.muster.roster.Seat;
import dev.muster.ui.component.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The roles of the plan with their people and the gaps, and who holds what in each open incident. */
@Route("team")
@PageTitle("Team · Muster")
@PermitAll
@StyleSheet("context://css/team.css")
public class TeamView extends Div {

    private static final int INCIDENTS = 10;

    private final TeamDesk desk;
    private final IncidentQuery incidents;
    private final Span gaps = new Span();
    private final Div open = new Div();
    private final UnorderedList roster = new UnorderedList();
    private final Map<IncidentId, Section> panels = new LinkedHashMap<>();

    TeamView(TeamDesk desk, IncidentQuery incidents) {
        this.desk = desk;
        this.incidents = incidents;
        addClassNames("page", "team-view");
        Div head = new Div(new H1("Team"), gaps);
        head.addClassNames("row", "page-head");
        roster.addClassName("seats");
        Section plan = new Section(new H2("Roster of the plan"), roster);
        plan.addClassName("card");
        add(head, open, plan);
        reload();
        desk.liveUpdates().whileAttached(this, new IncidentListChanged(), this::reload);
        desk.liveUpdates().whileAttached(this, new PresenceChanged(), this::reload);
        desk.liveUpdates().whileAttached(this, new PlanChanged(), this::reload);
    }

    private void reload() {
        showOpen(incidents.list(IncidentQuery.Filter.OPEN, 0, INCIDENTS));
        List<Seat> seats = desk.seats();
        Instant now = desk.now();
        roster.removeAll();
        seats.forEach(it -> roster.add(seat(it, now)));
        long missing = seats.stream().filter(it -> it.holder() == null).count();
        long alone = seats.stream().filter(it -> it.deputy() == null).count();
        gaps.removeAll();
        gaps.add(
                missing + alone == 0
                        ? Words.badge("✓ every role has a person and a deputy", "ok")
                        : Words.badge("! without a person: " + missing + ", without a deputy: " + alone, "warn"));
    }

    private void showOpen(List<Incident> all) {
        for (Incident incident : all) {
            panels.computeIfAbsent(incident.id(), id -> {
                Anchor title = new Anchor("incidents/" + id.value(), id + " " + incident.title());
                H2 heading = new H2(title);
                if (incident.exercise()) {
                    heading.add(new Span(" "), Words.exercise());
                }
                Section section = new Section(heading, new TeamPanel(desk, id));
                section.addClassName("card");
                open.add(section);
                return section;
            });
        }
        List<IncidentId> ids = all.stream().map(Incident::id).toList();
        panels.entrySet().removeIf(it -> {
            boolean over = !ids.contains(it.getKey());
            if (over) {
                open.remove(it.getValue());
            }
            return over;
        });
    }

    private static ListItem seat(Seat seat, Instant now) {
        Div facts = new Div();
        facts.addClassName("facts");
        facts.add(SeatFacts.planned(seat, now, ""));
        ListItem item = new ListItem(new H3(seat.title()), facts);
        item.addClassName("seat");
        return item;
    }
}
