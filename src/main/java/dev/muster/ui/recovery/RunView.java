package dev.muster.ui.recovery;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.muster.objective.Predictions;
import dev.muster.recovery.RunChanged;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunLogged;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunQuery.Detail;
import dev.muster.recovery.Runs;
import dev.muster.security.CurrentActor;
import dev.muster.ui.objective.PredictionLine;
import dev.muster.ui.shell.LiveUpdates;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.Optional;

/** One run, live: steps, log, commands, and the decisions of a commander. */
@Route("runs/:id")
@PermitAll
class RunView extends RecoveryPage implements BeforeEnterObserver, HasDynamicTitle {

    private final RunQuery query;
    private final Runs runs;
    private final Predictions predictions;
    private final CurrentActor actors;
    private final LiveUpdates live;
    private final RunTiles tiles = new RunTiles();
    private final StepList steps;
    private final Div commands = new Div();
    private String title = "Run · Muster";

    RunView(
            RunQuery query, Runs runs, Predictions predictions, CurrentActor actors, LiveUpdates live, Clock clock) {
        this.query = query;
        this.runs = runs;
        this.predictions = predictions;
        this.actors = actors;
        this.live = live;
        this.steps = new StepList(clock);
    }

    static RouteParameters at(RunId run) {
        return new RouteParameters("id", run.toString());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        Optional<Detail> found = event.getRouteParameters()
                .get("id")
                .filter(it -> it.matches("\\d{1,18}"))
                .flatMap(it -> query.run(new RunId(Long.parseLong(it))));
        found.ifPresentOrElse(this::open, () -> {
            title = "No such run · Muster";
            add(new H1("There is no such run"), new RouterLink("All runs", RunsView.class));
        });
    }

    private void open(Detail run) {
        RunId id = run.summary().id();
        title = "Run " + id + " · " + run.summary().title() + " · Muster";
        RunHeader header = new RunHeader(runs, actors.get());
        RunLog log = new RunLog(query, id);
        TabSheet tabs = new TabSheet();
        tabs.add("Log", log);
        tabs.add("Commands", commands);
        tabs.setSuffixComponent(RunLog.download(query, id, actors));
        Div right = new Div(tabs);
        right.addClassName("card");
        Div columns = new Div(card("Steps", steps), right);
        columns.addClassName("columns");
        add(header, tiles, new PredictionLine(predictions.of(run)), columns);
        show(header, run);
        log.more();
        live.whileAttached(this, new RunChanged(id), () -> query.run(id).ifPresent(it -> show(header, it)));
        live.whileAttached(this, new RunLogged(id), log::more);
    }

    private void show(RunHeader header, Detail run) {
        header.show(run.summary());
        tiles.show(run);
        steps.show(run.steps());
        commands.removeAll();
        run.steps().stream().filter(it -> !it.commands().isEmpty()).forEach(it -> {
            Pre text = new Pre(String.join("\n", it.commands()));
            text.addClassName("commands");
            commands.add(card(it.title(), text));
        });
        if (commands.getComponentCount() == 0) {
            commands.add(new Paragraph("No command has run yet."));
        }
    }

    @Override
    public String getPageTitle() {
        return title;
    }
}
