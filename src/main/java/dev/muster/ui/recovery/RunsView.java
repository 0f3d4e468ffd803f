package dev.muster.ui.recovery;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunQuery.Summary;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** The latest runs. */
@Route("runs")
@PageTitle("Runs · Muster")
@PermitAll
class RunsView extends RecoveryPage {

    private static final int LATEST = 200;

    RunsView(RunQuery query) {
        List<Summary> runs = query.latest(LATEST);
        add(row(new H1("Runs"), new RouterLink("Launch a procedure", RecoverView.class)));
        if (runs.isEmpty()) {
            add(new Paragraph("No procedure has been run yet."));
            return;
        }
        Grid<Summary> grid = new Grid<>();
        grid.addThemeVariants(GridVariant.LUMO_ROW_STRIPES);
        grid.addComponentColumn(it -> new RouterLink("Run " + it.id(), RunView.class, RunView.at(it.id())))
                .setHeader("Run")
                .setAutoWidth(true);
        grid.addComponentColumn(it -> Words.badge(it.state()))
                .setHeader("State")
                .setAutoWidth(true);
        grid.addColumn(Summary::title).setHeader("Procedure").setAutoWidth(true);
        grid.addColumn(Summary::target).setHeader("Target").setAutoWidth(true);
        grid.addColumn(it -> it.stepsDone() + " of " + it.steps())
                .setHeader("Steps")
                .setAutoWidth(true);
        grid.addColumn(Summary::launchedBy).setHeader("Launched by").setAutoWidth(true);
        grid.addComponentColumn(it -> Words.time(it.launchedAt()))
                .setHeader("At")
                .setAutoWidth(true);
        grid.addComponentColumn(it -> new Span(it.reason() == null ? "" : it.reason()))
                .setHeader("Reason");
        grid.setItems(runs);
        grid.setAllRowsVisible(runs.size() <= 30);
        add(grid);
    }
}
