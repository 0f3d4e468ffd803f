package dev.muster.ui.recovery;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import dev.muster.incident.IncidentId;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunQuery.Detail;
import dev.muster.recovery.RunQuery.Summary;
import dev.muster.recovery.RunState;
import java.util.Set;

/** What the run is, how it stands, and what may be done while nothing waits for a decision. */
class RunHeader extends Div {

    private final RunActs acts;
    private String shown = "";

    RunHeader(RunActs acts) {
        this.acts = acts;
        addClassName("page-head");
    }

    /** Builds anew only what changed, so that focus stays on a button while the run goes on. */
    void show(Detail detail, Set<RunChoice> choices) {
        Summary run = detail.summary();
        String now = run.state() + " " + choices + " "
                + detail.steps().stream().filter(StepList::degraded).count();
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        removeAll();
        Div line = RecoveryPage.row(
                Words.badge(run.state()), new H1("Run " + run.id() + " · " + run.title()), Words.muted(run.target()));
        IncidentId incident = run.incident();
        if (incident != null) {
            line.add(new Anchor("incidents/" + incident.value(), incident.toString()));
        }
        if (detail.steps().stream().anyMatch(StepList::degraded)) {
            Span degraded = Words.badge("! degraded", "warn");
            degraded.setTitle("Something is left to do by hand: see the steps");
            line.add(degraded);
        }
        Div buttons = RecoveryPage.row();
        buttons.addClassName("acts");
        // While a run waits, its choices stand in the decision card with what each one does.
        boolean waits = run.state() == RunState.PAUSED
                || run.state() == RunState.INTERRUPTED
                || run.state() == RunState.AWAITING_APPROVAL;
        if (!waits) {
            choices.forEach(it -> acts.button(it, detail).ifPresent(buttons::add));
        }
        line.add(buttons);
        add(line);
    }
}
