package dev.muster.ui.recovery;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.muster.recovery.RunList;
import dev.muster.recovery.RunList.Filter;
import dev.muster.recovery.RunList.Show;
import dev.muster.recovery.RunListChanged;
import dev.muster.recovery.RunQuery.Summary;
import dev.muster.ui.shell.LiveUpdates;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All runs, newest first and live; which ones are shown stands in the address. */
@Route("runs")
@PageTitle("Runs · Muster")
@PermitAll
class RunsView extends RecoveryPage implements BeforeEnterObserver {

    private static final int PAGE = 50;

    private final RunList runs;
    private final Nav shows = new Nav();
    private final TextField text = new TextField();
    private final UnorderedList list = new UnorderedList();
    private final Paragraph none = new Paragraph();
    private final Button more = new Button("Show more", event -> more());
    private final Map<Long, RunRow> rows = new LinkedHashMap<>();
    private Filter filter = Filter.EVERYTHING;
    private int wanted = PAGE;

    RunsView(RunList runs, LiveUpdates liveUpdates) {
        this.runs = runs;
        shows.setAriaLabel("Which runs");
        shows.addClassName("run-filters");
        text.setPlaceholder("Procedure, target, person…");
        text.setAriaLabel("Search runs");
        text.setClearButtonVisible(true);
        text.setMaxLength(200);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.getElement().setAttribute("data-search", true);
        text.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                look(new Filter(filter.show(), event.getValue()));
            }
        });
        list.addClassNames("card", "run-list");
        none.addClassNames("card", "empty");
        Div head = row(new H1("Runs"), shows, text, new RouterLink("Launch a procedure", RecoverView.class));
        head.addClassNames("page-head", "runs-head");
        add(head, list, none, more);
        liveUpdates.whileAttached(this, new RunListChanged(), this::load);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        filter = RunsAddress.filter(event.getLocation().getQueryParameters());
        wanted = PAGE;
        text.setValue(filter.text());
        load();
    }

    private void look(Filter now) {
        filter = now;
        wanted = PAGE;
        getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null, RunsAddress.of(now)));
        load();
    }

    private void more() {
        wanted += PAGE;
        load();
    }

    private void load() {
        List<Summary> found = runs.page(filter, 0, wanted);
        rows.keySet().removeIf(id -> found.stream().noneMatch(it -> it.id().value() == id));
        list.getChildren()
                .filter(it -> !rows.containsValue((RunRow) it))
                .toList()
                .forEach(list::remove);
        for (int i = 0; i < found.size(); i++) {
            Summary run = found.get(i);
            int at = i;
            rows.computeIfAbsent(run.id().value(), id -> {
                        RunRow added = new RunRow();
                        list.addComponentAtIndex(at, added);
                        return added;
                    })
                    .show(run);
        }
        list.setVisible(!found.isEmpty());
        none.setVisible(found.isEmpty());
        none.setText(nothing());
        more.setVisible(runs.total(filter) > found.size());
        shows.removeAll();
        for (Show each : Show.values()) {
            shows.add(link(each));
        }
    }

    private Anchor link(Show each) {
        Filter other = new Filter(each, filter.text());
        Anchor link = new Anchor(
                RunsAddress.of(other).getPathWithQueryParameters(), RunsAddress.word(each) + " " + runs.total(other));
        if (each == filter.show()) {
            link.getElement().setAttribute("aria-current", "page");
        }
        return link;
    }

    private String nothing() {
        if (!filter.text().isBlank()) {
            return "No run matches this search. Take a word away or clear it.";
        }
        return switch (filter.show()) {
            case ALL -> "No procedure has been run yet. Launch one and it appears here, live.";
            case OPEN -> "Nothing is at work now.";
            case WAITING -> "No run waits for anybody.";
            case SUCCEEDED -> "No run has succeeded yet.";
            case FAILED -> "No run has failed or was cancelled.";
        };
    }
}
