package dev.muster.ui.now;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.checklist.RoomQuery;
import dev.muster.incident.Incident;
import dev.muster.ui.component.RunningClock;
import dev.muster.ui.component.Words;
import java.time.Instant;

/** An open incident in one line, with the way into its room. */
final class Banner extends Div {

    private final Span progress = new Span();
    private final RunningClock left = new RunningClock();

    Banner(RoomQuery.Room room) {
        Incident incident = room.incident();
        addClassNames("card", "banner");
        if (incident.exercise()) {
            addClassName("rehearsed");
        }
        Span facts = Words.text("", "muted", "small", "num");
        facts.add(new Span(incident.id() + " · "), progress, new Span(" · " + incident.commanderName() + " commands"));
        Span budget = Words.text("", "small", "num");
        left.saysWhichWay();
        budget.add(new Span("RTO "), left);
        Anchor open = new Anchor("incidents/" + incident.id().value(), "Open the room");
        open.addClassNames("btn", "main");
        add(Words.severity(incident.severity()));
        if (incident.exercise()) {
            add(Words.exercise());
        }
        add(Words.text(incident.title(), "title"), facts, Words.text("", "grow"), budget, open);
    }

    /** @param rto until when its services must be back */
    void show(RoomQuery.Room room, Instant rto, Instant now) {
        progress.setText(room.phases().stream()
                .filter(it -> !it.complete())
                .findFirst()
                .map(it -> it.title() + " " + it.done() + "/" + it.items().size())
                .orElse("every item ticked"));
        left.downTo(rto, now);
    }
}
