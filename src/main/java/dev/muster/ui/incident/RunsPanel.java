package dev.muster.ui.incident;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.muster.recovery.RunQuery;
import dev.muster.ui.component.WallTime;
import dev.muster.ui.component.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs with their state; each leads to its page. */
public final class RunsPanel extends Div {

    private final Paragraph none = new Paragraph("Nothing was launched here yet.");
    private final Map<Long, Anchor> rows = new LinkedHashMap<>();

    public RunsPanel() {
        addClassName("runs");
        none.addClassName("muted");
        add(none);
    }

    /** @param runs newest first */
    public void show(List<RunQuery.Summary> runs) {
        none.setVisible(runs.isEmpty());
        for (int i = 0; i < runs.size(); i++) {
            RunQuery.Summary run = runs.get(i);
            int index = i + 1;
            Anchor row = rows.computeIfAbsent(run.id().value(), id -> {
                Anchor link = new Anchor("runs/" + id);
                link.addClassName("run-row");
                addComponentAtIndex(Math.min(index, getComponentCount()), link);
                return link;
            });
            Words.replace(row, content(run));
        }
    }

    private static Span content(RunQuery.Summary run) {
        Span facts = Words.text("", "muted", "small");
        facts.add(new Span(
                run.target() + " · " + run.stepsDone() + " of " + run.steps() + " steps · " + run.launchedBy() + " "));
        facts.add(new WallTime(run.launchedAt()));
        return new Span(
                Words.run(run.state(), "run " + run.id()),
                Words.text(" " + run.title(), "strong"),
                new Span(" "),
                facts);
    }
}
