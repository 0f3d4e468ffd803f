package dev.muster.ui.objective;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.incident.Incident;
import dev.muster.objective.Clocks;
import dev.muster.objective.Deadline;
import dev.muster.objective.Elapsed;
import dev.muster.objective.Figures;
import dev.muster.objective.Measure;
import dev.muster.objective.Measure.Measured;
import dev.muster.objective.RecoveryObjective;
import dev.muster.plan.Plan;
import dev.muster.ui.component.BudgetBar;
import dev.muster.ui.component.RunningClock;
import dev.muster.ui.component.Tile;
import dev.muster.ui.component.WallTime;
import dev.muster.ui.component.Words;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The clocks of an open incident with their verdict; the figures, each with its state, always. */
@StyleSheet("context://css/objective.css")
public final class ClockPanel extends Div {

    private final RunningClock sinceClock = new RunningClock();
    private final RunningClock phaseClock = new RunningClock();
    private final RunningClock rtoClock = new RunningClock();
    private final BudgetBar phaseBar = new BudgetBar("Time of the phase used");
    private final BudgetBar rtoBar = new BudgetBar("RTO budget used");
    private final Span full = Words.text("", "muted", "small");
    private final Tile since = new Tile("Elapsed");
    private final Tile phase = new Tile("Phase deadline", phaseBar);
    private final Tile rto = new Tile("RTO budget", rtoBar, full);
    private final VerdictTile verdict = new VerdictTile();
    private final Tile detection = new Tile("Detection");
    private final Tile response = new Tile("Response");
    private final Tile dataLoss = new Tile("Data loss");
    private @Nullable Boolean shownOpen;
    private @Nullable Ended ended;

    /** What is known only when it is over, and made only then. */
    private record Ended(Tile recovery, Tile downtime) {}

    public ClockPanel() {
        addClassNames("clocks", "clock-panel");
        since.setTestId("clock-since");
        phase.setTestId("clock-phase");
        rto.setTestId("clock-rto");
    }

    /** @param plan the one that the incident was declared under */
    public void show(Incident incident, Clocks clocks, Figures figures, Plan plan, Instant now) {
        boolean open = incident.state().open();
        setClassName("open", open);
        layOut(open);
        if (open) {
            since.show(clocks.declared(), it -> elapsed(it, now), "since it was declared");
            deadline(phase, phaseClock, phaseBar, clocks.phase(), now);
            deadline(rto, rtoClock, rtoBar, clocks.rto(), now);
            full.setVisible(clocks.full() instanceof Measured);
            if (clocks.full() instanceof Measured<Deadline> known) {
                Words.replace(
                        full,
                        new Span(
                                new Span(known.value().of() + " back by "),
                                new WallTime(known.value().until())));
            }
            verdict.show(clocks.forecast(), now);
        }
        detection.showMeasure(figures.detection(), "from its beginning until noticed");
        response.showMeasure(figures.response(), "from noticed to the first act");
        if (ended != null) {
            ended.recovery().showMeasure(figures.recovery(), "from noticed to resolved");
            ended.recovery()
                    .showVerdict(
                            figures.metRto(),
                            "RTO "
                                    + Words.duration(
                                            RecoveryObjective.of(incident, plan).within()));
            ended.downtime().showMeasure(figures.downtime(), "from its beginning to resolved");
        }
        dataLoss.showMeasure(figures.dataLoss(), "by the newest restore");
        dataLoss.showVerdict(
                figures.metRpo(), "RPO " + Words.duration(plan.objectives().rpoDatabase()));
    }

    private void layOut(boolean open) {
        if (shownOpen != null && shownOpen == open) {
            return;
        }
        shownOpen = open;
        removeAll();
        if (open) {
            ended = null;
            add(rto, verdict.tile(), since, phase, detection, response, dataLoss);
        } else {
            Ended made = new Ended(new Tile("Recovery"), new Tile("Downtime"));
            ended = made;
            add(detection, response, made.recovery(), made.downtime(), dataLoss);
        }
    }

    private Component elapsed(Elapsed elapsed, Instant now) {
        return elapsed.stopped()
                .<Component>map(it -> new Span(Words.duration(Duration.between(elapsed.since(), it))))
                .orElseGet(() -> {
                    sinceClock.upFrom(elapsed.since(), now);
                    return sinceClock;
                });
    }

    private static void deadline(Tile tile, RunningClock clock, BudgetBar bar, Measure<Deadline> measure, Instant now) {
        String note = "";
        bar.setVisible(measure instanceof Measured);
        if (measure instanceof Measured<Deadline> known) {
            Deadline deadline = known.value();
            bar.show(deadline.since(), deadline.until(), now);
            clock.downTo(deadline.until(), now);
            note = deadline.of()
                    + (deadline.until().isBefore(now) ? ", over its " : ", left of ")
                    + Words.duration(Duration.between(deadline.since(), deadline.until()));
        }
        tile.show(measure, it -> clock, note);
    }
}
