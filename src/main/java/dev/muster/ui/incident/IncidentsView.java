package dev.muster.ui.incident;

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
import dev.muster.incident.IncidentQuery;
import dev.muster.incident.IncidentQuery.Filter;
import dev.muster.security.CurrentActor;
import dev.muster.security.Role;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;

/** All incidents, newest first; which ones are shown stands in the address. */
@Route("incidents")
@PageTitle("Incidents · Muster")
@PermitAll
@StyleSheet("context://css/incident.css")
public class IncidentsView extends Div implements BeforeEnterObserver {

    private static final int PAGE = 50;

    private final IncidentQuery incidents;
    private final Nav filters = new Nav();
    private final UnorderedList list = new UnorderedList();
    private final Paragraph empty = new Paragraph();
    private final Button more = new Button("Show more", it -> loadMore());
    private Filter filter = Filter.ALL;
    private int shown;

    IncidentsView(IncidentQuery incidents, CurrentActor currentActor, Declaring declaring) {
        this.incidents = incidents;
        addClassNames("page", "incidents-view");
        Button declare = new Button("Declare incident…", it -> declaring.ask());
        declare.addThemeVariants(ButtonVariant.LUMO_ERROR);
        declare.setVisible(currentActor.get().role().includes(Role.COMMANDER));
        Div head = new Div(new H1("Incidents"), filters, Words.text("", "grow"), declare);
        head.addClassNames("row", "page-head");
        filters.setAriaLabel("Which incidents");
        filters.addClassName("filters");
        list.addClassNames("card", "incident-list");
        empty.addClassNames("card", "empty");
        add(head, list, empty, more);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        filter = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("show")
                .flatMap(IncidentsView::parsed)
                .orElse(Filter.ALL);
        filters.removeAll();
        for (Filter each : List.of(Filter.ALL, Filter.OPEN, Filter.ENDED)) {
            filters.add(link(each));
        }
        list.removeAll();
        shown = 0;
        loadMore();
    }

    private static java.util.Optional<Filter> parsed(String name) {
        return java.util.Arrays.stream(Filter.values())
                .filter(it -> it.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private Anchor link(Filter each) {
        String name = each.name().toLowerCase(Locale.ROOT);
        Anchor link = new Anchor("incidents?show=" + name, name + " " + incidents.count(each));
        if (each == filter) {
            link.getElement().setAttribute("aria-current", "page");
        }
        return link;
    }

    private void loadMore() {
        List<Incident> next = incidents.list(filter, shown, PAGE);
        next.forEach(it -> list.add(new IncidentRow(it)));
        shown += next.size();
        list.setVisible(shown > 0);
        empty.setVisible(shown == 0);
        empty.setText(
                switch (filter) {
                    case OPEN -> "No incident is open. All quiet.";
                    case ENDED -> "No incident has ended yet.";
                    case ALL ->
                        "No incident so far. When something breaks, declare it here: it opens the room with the"
                                + " recovery checklist.";
                });
        more.setVisible(incidents.count(filter) > shown);
    }
}
