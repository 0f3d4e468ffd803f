package dev.muster.ui.recovery;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunQuery.Detail;
import dev.muster.recovery.RunQuery.StepRow;
import dev.muster.recovery.RunState;
import java.util.Optional;
import java.util.Set;

/** Why a run stands still or has failed, in one glance, and what can be decided now with what each choice does. */
final class DecisionCard extends Div {

    private final RunActs acts;
    private String shown = "";

    DecisionCard(RunActs acts) {
        this.acts = acts;
        addClassNames("card", "decision");
        setTestId("decision");
        setVisible(false);
    }

    /** Builds anew only what changed, so that focus stays on a button while the run goes on. */
    void show(Detail run, Set<RunChoice> choices) {
        String now = run.summary().state() + " " + choices + " " + where(run) + " "
                + run.summary().reason();
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        removeAll();
        RunState state = run.summary().state();
        boolean waits = state == RunState.PAUSED || state == RunState.INTERRUPTED;
        String reason = run.summary().reason();
        setVisible(waits || state == RunState.FAILED || reason != null);
        setClassName("bad", state == RunState.FAILED);
        setClassName("warn", waits);
        getElement().setAttribute("role", waits || state == RunState.FAILED ? "alert" : "note");
        add(new H2(headline(state, where(run))));
        if (reason != null) {
            Paragraph why = new Paragraph(reason);
            why.addClassName("reason");
            why.setTestId("reason");
            add(why);
        }
        if (waits && choices.isEmpty()) {
            add(new Paragraph("A commander decides how it goes on."));
        }
        if (waits) {
            choices.forEach(it -> add(choice(it, run)));
        } else if (state == RunState.FAILED && acts.mayLaunch()) {
            add(new Anchor("recover?procedure=" + run.summary().procedure(), "Look at the launch again"));
        }
    }

    private Div choice(RunChoice choice, Detail run) {
        Button button = acts.button(choice, run.summary());
        if (choice == RunChoice.RETRY) {
            button.addThemeVariants(ButtonVariant.PRIMARY);
        }
        Div line = new Div(button, Words.muted(meaning(choice)));
        line.addClassName("choice");
        return line;
    }

    private static String headline(RunState state, String where) {
        return switch (state) {
            case FAILED -> "✕ Failed" + where;
            case PAUSED -> "! Waits for a decision" + where;
            case INTERRUPTED -> "! Interrupted" + where + ": somebody must decide";
            case CANCELLED -> "↺ Cancelled" + where;
            case PREPARED, AWAITING_APPROVAL, QUEUED, RUNNING, SUCCEEDED -> "Why";
        };
    }

    private static String meaning(RunChoice choice) {
        return switch (choice) {
            case RETRY -> "The step runs once more from its beginning; what stands is looked at first.";
            case SKIP -> "The step counts as done. Only when you have checked or done its work by hand.";
            case CANCEL -> "Nothing more runs. What was done is undone, newest first.";
            case WAY_BACK -> "Each step is undone, newest first.";
        };
    }

    private static String where(Detail run) {
        Optional<StepRow> at = run.steps().stream()
                .filter(it -> switch (it.state()) {
                    case RUNNING, WAITING, NEEDS_DECISION, FAILED -> true;
                    case PENDING, SUCCEEDED, SKIPPED, UNDONE -> false;
                })
                .findFirst();
        return at.map(it -> " at step " + it.position() + ", “" + it.title() + "”")
                .orElse("");
    }
}
