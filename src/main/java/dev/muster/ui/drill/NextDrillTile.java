package dev.muster.ui.drill;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.drill.DrillQuery;
import dev.muster.drill.DrillTimes;
import dev.muster.drill.DrillsChanged;
import dev.muster.drill.Rehearsal;
import dev.muster.plan.Drill;
import dev.muster.plan.Plans;
import dev.muster.ui.component.Tile;
import dev.muster.ui.component.WallTime;
import dev.muster.ui.component.Words;
import dev.muster.ui.shell.LiveUpdates;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** When the next drill is due and how the last one went. */
@Component
@Scope("prototype")
public final class NextDrillTile extends Div {

    private final transient DrillQuery drills;
    private final transient DrillTimes times;
    private final transient Plans plans;
    private final transient Clock clock;
    private final Div last = new Div();
    private final Tile tile = new Tile("Next drill", last);

    NextDrillTile(DrillQuery drills, DrillTimes times, Plans plans, LiveUpdates liveUpdates, Clock clock) {
        this.drills = drills;
        this.times = times;
        this.plans = plans;
        this.clock = clock;
        last.addClassNames("row", "small");
        add(tile);
        load();
        liveUpdates.whileAttached(this, new DrillsChanged(), this::load);
    }

    private record Next(Drill drill, Instant at) {}

    private void load() {
        Optional<Next> next = plans.current().plan().drills().stream()
                .flatMap(drill -> times.next(drill.schedule(), clock.instant(), 1).stream()
                        .map(at -> new Next(drill, at)))
                .min(Comparator.comparing(Next::at));
        next.ifPresentOrElse(
                it -> tile.showValue(WallTime.withDay(it.at()), it.drill().title()),
                () -> tile.showValue(new Span("none"), "The plan has no drill that is due again"));
        last.removeAll();
        List<Rehearsal> newest = drills.page(0, 1);
        if (newest.isEmpty()) {
            last.add(Words.text("None was held yet", "muted"));
        } else {
            Rehearsal rehearsal = newest.getFirst();
            last.add(
                    Words.text("Last", "muted"),
                    DrillWords.state(rehearsal.state()),
                    WallTime.withDay(rehearsal.dueAt() == null ? rehearsal.startedAt() : rehearsal.dueAt()));
        }
        last.add(new Anchor("drills", "All drills"));
    }
}
