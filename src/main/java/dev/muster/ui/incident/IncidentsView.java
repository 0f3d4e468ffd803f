package dev.muster.ui.incident;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentListChanged;
import dev.muster.incident.IncidentQuery;
import dev.muster.incident.IncidentQuery.Filter;
import dev.muster.incident.IncidentQuery.Search;
import dev.muster.security.CurrentActor;
import dev.muster.security.Role;
import dev.muster.ui.component.Words;
import dev.muster.ui.shell.LiveUpdates;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** All incidents; which ones are shown, and in which order, stands in the address. */
@Route("incidents")
@PageTitle("Incidents · Muster")
@PermitAll
@StyleSheet("context://css/incident.css")
public class IncidentsView extends Div implements BeforeEnterObserver {

    private static final int PAGE = 50;

    private final IncidentQuery incidents;
    private final Declaring declaring;
    private final boolean commands;
    private final Nav filters = new Nav();
    private final IncidentSearch form = new IncidentSearch(this::look);
    private final UnorderedList list = new UnorderedList();
    private final Paragraph empty = new Paragraph();
    private final Button more = new Button("Show more", it -> loadMore());
    private Search search = Search.ALL;
    private int shown;

    IncidentsView(IncidentQuery incidents, CurrentActor currentActor, Declaring declaring, LiveUpdates liveUpdates) {
        this.incidents = incidents;
        this.declaring = declaring;
        this.commands = currentActor.get().role().includes(Role.COMMANDER);
        addClassNames("page", "incidents-view");
        Button declare = new Button("Declare incident…", it -> declaring.ask());
        declare.addThemeVariants(ButtonVariant.LUMO_ERROR);
        declare.setVisible(commands);
        Div head = new Div(new H1("Incidents"), filters, Words.text("", "grow"), declare);
        head.addClassNames("row", "page-head");
        filters.setAriaLabel("Which incidents");
        filters.addClassName("filters");
        list.addClassNames("card", "incident-list");
        empty.addClassNames("card", "empty");
        add(head, form, list, empty, more);
        liveUpdates.whileAttached(this, new IncidentListChanged(), this::reload);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        search = IncidentsAddress.of(event.getLocation().getQueryParameters());
        form.show(search);
        shown = 0;
        reload();
        boolean asked = event.getLocation().getQueryParameters().getParameters().containsKey("declare");
        if (asked && commands) {
            declaring.ask();
        }
    }

    private void look(Search wanted) {
        search = wanted;
        shown = 0;
        UI.getCurrentOrThrow().getPage().getHistory().replaceState(null, IncidentsAddress.location(wanted));
        reload();
    }

    /** As many as were shown before, as they are now. */
    private void reload() {
        int wanted = Math.max(shown, PAGE);
        filters.removeAll();
        for (Filter each : List.of(Filter.ALL, Filter.OPEN, Filter.ENDED)) {
            filters.add(link(each));
        }
        list.removeAll();
        shown = 0;
        load(wanted);
    }

    private Anchor link(Filter each) {
        Search of = new Search(
                each, null, search.severity(), search.exercise(), search.text(), search.sort(), search.ascending());
        Anchor link = new Anchor(
                IncidentsAddress.location(of).getPathWithQueryParameters(),
                IncidentsAddress.word(each) + " " + incidents.count(of));
        if (each == search.filter()) {
            link.getElement().setAttribute("aria-current", "page");
        }
        return link;
    }

    private void loadMore() {
        load(PAGE);
    }

    private void load(int limit) {
        List<Incident> next = incidents.list(search, shown, limit);
        next.forEach(it -> list.add(new IncidentRow(it)));
        shown += next.size();
        list.setVisible(shown > 0);
        empty.setVisible(shown == 0);
        empty.setText(nothing());
        more.setVisible(incidents.count(search) > shown);
    }

    private String nothing() {
        if (search.severity() != null
                || search.exercise() != null
                || !search.text().isEmpty()) {
            return "No incident is like that. Ask for less.";
        }
        return switch (search.filter()) {
            case OPEN -> "No incident is open. All quiet.";
            case ENDED -> "No incident has ended yet.";
            case ALL ->
                "No incident so far. When something breaks, declare it here: it opens the room with the recovery"
                        + " checklist.";
        };
    }
}
