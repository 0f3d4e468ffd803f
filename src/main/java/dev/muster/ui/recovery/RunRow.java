package dev.muster.ui.recovery;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import dev.muster.recovery.RunQuery.Summary;
import dev.muster.ui.component.WallTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One run in the list; the whole row leads to its page. */
final class RunRow extends ListItem {

    private final Anchor link = new Anchor();
    private @Nullable Summary shown;

    RunRow() {
        link.addClassName("run-line");
        add(link);
    }

    void show(Summary run) {
        if (run.equals(shown)) {
            return;
        }
        shown = run;
        link.setHref("runs/" + run.id());
        link.removeAll();
        Span title = new Span("Run " + run.id() + " · " + run.title());
        title.addClassName("strong");
        Span facts = Words.muted(facts(run));
        facts.add(WallTime.withDay(run.launchedAt()));
        Div what = new Div(title, facts);
        what.addClassName("run-what");
        String reason = run.reason();
        if (reason != null) {
            Span why = new Span(reason);
            why.addClassNames("small", "why");
            what.add(why);
        }
        link.add(Words.badge(run.state()), what);
    }

    private static String facts(Summary run) {
        String ended =
                run.endedAt() == null ? "" : " in " + Words.duration(Duration.between(run.launchedAt(), run.endedAt()));
        String incident = run.incident() == null ? "" : " · " + run.incident();
        return run.target() + incident + " · " + run.stepsDone() + " of " + run.steps() + " steps" + ended + " · "
                + run.launchedBy() + ", ";
    }
}
