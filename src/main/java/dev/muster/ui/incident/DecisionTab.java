package dev.muster.ui.incident;

import com.vaadin.flow.component.html.Div;
import dev.muster.objective.DecisionQuery;
import dev.muster.ui.objective.DecisionCardPanel;
import java.time.Clock;
import java.util.function.Supplier;

/** The ways out, for whoever looks at them: read anew with each change, but only in that browser. */
final class DecisionTab extends Div {

    private final DecisionQuery decisions;
    private final Viewer viewer;
    private final Clock clock;
    private final DecisionCardPanel card = new DecisionCardPanel();

    DecisionTab(DecisionQuery decisions, RoomFeed feed, Viewer viewer, Clock clock, Supplier<RoomState> state) {
        this.decisions = decisions;
        this.viewer = viewer;
        this.clock = clock;
        RoomState now = state.get();
        add(card);
        show(now);
        feed.whileAttached(this, now, this::show);
    }

    private void show(RoomState state) {
        card.show(
                decisions.card(state.incident()),
                viewer.commands() && state.incident().state().open(),
                clock.instant());
    }
}
