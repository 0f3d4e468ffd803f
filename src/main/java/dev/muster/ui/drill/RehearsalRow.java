package dev.muster.ui.drill;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import dev.muster.drill.DrillState;
import dev.muster.drill.Rehearsal;
import dev.muster.ui.component.WallTime;
import dev.muster.ui.component.Words;

/** One rehearsal in the list. */
final class RehearsalRow extends ListItem {

    RehearsalRow(Rehearsal rehearsal) {
        addClassName("drill-row");
        Div first = line(
                DrillWords.state(rehearsal.state()),
                Words.text(rehearsal.title(), "drill-title"),
                WallTime.withDay(rehearsal.dueAt() == null ? rehearsal.startedAt() : rehearsal.dueAt()),
                Words.text(rehearsal.dueAt() == null ? "launched by hand" : "by the schedule", "muted", "small"));
        if (rehearsal.run() != null) {
            first.add(new Anchor("runs/" + rehearsal.run(), "Run " + rehearsal.run()));
        }
        add(first);
        if (rehearsal.state() == DrillState.PASSED || rehearsal.snapshotAt() != null) {
            add(line(
                    DrillWords.measure(
                            "Duration",
                            rehearsal.duration(),
                            rehearsal.metRto(),
                            "RTO " + Words.duration(rehearsal.rto())),
                    DrillWords.measure(
                            "Age of the data",
                            rehearsal.dataAge(),
                            rehearsal.metRpo(),
                            "RPO " + Words.duration(rehearsal.rpo()))));
        }
        if (rehearsal.reason() != null) {
            Div reason = new Div(rehearsal.reason());
            reason.addClassName("drill-reason");
            add(reason);
        }
    }

    private static Div line(com.vaadin.flow.component.Component... parts) {
        Div line = new Div(parts);
        line.addClassName("drill-line");
        return line;
    }
}
