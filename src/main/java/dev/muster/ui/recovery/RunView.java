package dev.muster.ui.recovery;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.muster.backup.BackupQuery;
import dev.muster.incident.IncidentQuery;
import dev.muster.objective.Predictions;
import dev.muster.recovery.RunChanged;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunLogged;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunQuery.Detail;
import dev.muster.recovery.Runs;
import dev.muster.security.CurrentActor;
import dev.muster.ui.component.ExerciseBanner;
import dev.muster.ui.objective.PredictionLine;
import dev.muster.ui.shell.LiveUpdates;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One run, live: steps, log, commands, and the decisions of a commander. */
@Route("runs/:id")
@PermitAll
class RunView extends RecoveryPage implements BeforeEnterObserver, HasDynamicTitle {

    private final RunQuery query;
    private final Runs runs;
    private final IncidentQuery incidents;
    private final Predictions predictions;
    private final CurrentActor actors;
    private final LiveUpdates live;
    private final Clock clock;
    private final RunTiles tiles;
    private final StepList steps;
    private final CommandList commands = new CommandList();
    private String title = "Run · Muster";

    RunView(
            RunQuery query,
            Runs runs,
            IncidentQuery incidents,
            Predictions predictions,
            BackupQuery backups,
            CurrentActor actors,
            LiveUpdates live,
            Clock clock) {
        this.query = query;
        this.runs = runs;
        this.incidents = incidents;
        this.predictions = predictions;
        this.actors = actors;
        this.live = live;
        this.clock = clock;
        this.tiles = new RunTiles(backups, clock);
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
            add(new H1("There is no such run"), new Paragraph("It may be of another console, or the number is wrong."));
            add(new RouterLink("All runs", RunsView.class));
        });
    }

    private void open(Detail run) {
        RunId id = run.summary().id();
        title = "Run " + id + " · " + run.summary().title() + " · Muster";
        RunActs acts = new RunActs(runs, actors.get(), clock);
        RunHeader header = new RunHeader(acts);
        DecisionCard decision = new DecisionCard(acts);
        RunLog log = new RunLog(query, id);
        TabSheet tabs = new TabSheet();
        tabs.add("Log", log);
        tabs.add("Commands", commands);
        tabs.setSuffixComponent(RunLog.download(query, id, actors));
        Div right = new Div(tabs);
        right.addClassNames("card", "run-side");
        Div columns = new Div(card("Steps", steps), right);
        columns.addClassName("columns");
        ExerciseBanner.of(Optional.ofNullable(run.summary().incident()).flatMap(incidents::find))
                .ifPresent(this::add);
        PredictionLine prediction = new PredictionLine(predictions.of(run));
        add(header, decision, tiles, prediction, columns);
        Consumer<Detail> show = it -> {
            Set<RunChoice> choices = acts.choices(it.summary());
            header.show(it, choices);
            decision.show(it, choices);
            tiles.show(it);
            prediction.setVisible(!it.summary().state().ended());
            steps.show(it.steps());
            commands.show(it.steps());
        };
        show.accept(run);
        log.more();
        live.whileAttached(this, new RunChanged(id), () -> query.run(id).ifPresent(show));
        live.whileAttached(this, new RunLogged(id), log::more);
    }

    @Override
    public String getPageTitle() {
        return title;
    }
}
