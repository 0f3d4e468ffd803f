package dev.muster.ui.incident;

import com.vaadin.flow.component.html.Div;
import dev.muster.incident.Incident;
import dev.muster.objective.Figures;
import dev.muster.plan.Objectives;
import java.time.Instant;

/** The running clocks while the incident is open, the figures with their state always. */
final class ClockRow extends Div {

    private final RunningClock elapsedClock = new RunningClock();
    private final RunningClock leftClock = new RunningClock();
    private final BudgetBar bar = new BudgetBar("RTO budget used");
    private final Tile elapsed = new Tile("Elapsed").withValue(elapsedClock);
    private final Tile left = new Tile("RTO, critical systems", bar).withValue(leftClock);
    private final Tile detection = new Tile("Detection");
    private final Tile response = new Tile("Response");
    private final Tile recovery = new Tile("Recovery");
    private final Tile downtime = new Tile("Downtime");
    private final Tile dataLoss = new Tile("Data loss");

    ClockRow() {
        addClassName("clocks");
        add(elapsed, left, detection, response, recovery, downtime, dataLoss);
    }

    void show(Incident incident, Objectives objectives, Figures figures, Instant now) {
        boolean open = incident.state().open();
        setClassName("open", open);
        elapsed.setVisible(open);
        left.setVisible(open);
        recovery.setVisible(!open);
        downtime.setVisible(!open);
        if (open) {
            Instant end = incident.detectedAt().plus(objectives.rtoCritical());
            elapsedClock.upFrom(incident.detectedAt(), now);
            elapsed.showNote("since it was noticed");
            leftClock.downTo(end, now);
            left.showNote("left of " + Words.duration(objectives.rtoCritical()));
            bar.show(incident.detectedAt(), end, now);
        }
        detection.showMeasure(figures.detection(), "from its beginning until noticed");
        response.showMeasure(figures.response(), "from noticed to the first act");
        recovery.showMeasure(figures.recovery(), "from noticed to resolved");
        recovery.showVerdict(figures.metRto(), "RTO " + Words.duration(objectives.rtoCritical()));
        downtime.showMeasure(figures.downtime(), "from its beginning to resolved");
        dataLoss.showMeasure(figures.dataLoss(), "by the newest restore");
        dataLoss.showVerdict(figures.metRpo(), "RPO " + Words.duration(objectives.rpoDatabase()));
    }
}
