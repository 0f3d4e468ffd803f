package dev.muster.ui.recovery;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import dev.muster.recovery.Approval;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunQuery.Detail;
import dev.muster.recovery.RunQuery.StepRow;
import dev.muster.recovery.RunState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a run stands still or has failed, in one glance, and what can be decided now with what each choice does. */
final class DecisionCard extends Div {

    private static final String APPROVAL = "approval";

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
        RunState state = run.summary().state();
        List<StepRow> questions = run.steps().stream()
                .filter(it ->
                        it.stands() && !it.answers().isEmpty() && !it.type().equals(APPROVAL))
                .toList();
        Optional<Approval> approval =
                run.steps().stream().anyMatch(it -> it.stands() && it.type().equals(APPROVAL))
                        ? acts.approval(run.summary())
                        : Optional.empty();
        String now =
                state + " " + choices + " " + where(run) + " " + run.summary().reason() + questions + approval;
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        removeAll();
        boolean waits =
                state == RunState.PAUSED || state == RunState.INTERRUPTED || state == RunState.AWAITING_APPROVAL;
        boolean asks = !questions.isEmpty() || approval.isPresent();
        String reason = run.summary().reason();
        setVisible(waits || asks || state == RunState.FAILED || reason != null);
        setClassName("bad", state == RunState.FAILED);
        setClassName("warn", waits || asks);
        getElement().setAttribute("role", waits || state == RunState.FAILED ? "alert" : "note");
        add(new H2(headline(state, where(run))));
        if (reason != null && (questions.isEmpty() || state != RunState.PAUSED)) {
            Paragraph why = new Paragraph(reason);
            why.addClassName("reason");
            why.setTestId("reason");
            add(why);
        }
        questions.forEach(it -> add(question(it, run, choices)));
        approval.ifPresent(it -> add(new ApprovalPanel(it, run.summary(), acts)));
        if (waits && choices.isEmpty()) {
            add(new Paragraph("A commander decides how it goes on."));
        }
        if (waits) {
            choices.forEach(it -> acts.button(it, run).ifPresent(button -> add(choice(it, button))));
        } else if (state == RunState.FAILED && acts.mayLaunch()) {
            add(new Anchor("recover?procedure=" + run.summary().procedure(), "Look at the launch again"));
        }
    }

    private Div question(StepRow step, Detail run, Set<RunChoice> choices) {
        Paragraph what = new Paragraph(step.position() + ". " + step.title() + ": " + step.summary());
        what.addClassName("question");
        Div line = RecoveryPage.row(what);
        line.setTestId("question-" + step.position());
        if (choices.contains(RunChoice.ANSWER)) {
            acts.answers(run.summary(), step).forEach(line::add);
        }
        return line;
    }

    private static Div choice(RunChoice choice, Button button) {
        if (choice == RunChoice.RETRY || choice == RunChoice.RESUME) {
            button.addThemeVariants(ButtonVariant.PRIMARY);
        }
        Div line = new Div(button, Words.muted(meaning(choice)));
        line.addClassName("choice");
        return line;
    }

    private static String headline(RunState state, String where) {
        return switch (state) {
            case FAILED -> "✕ Failed" + where;
            case AWAITING_APPROVAL -> "◷ Waits for another person's approval" + where;
            case PAUSED -> "‖ Stands still" + where;
            case INTERRUPTED -> "! Interrupted" + where + ": somebody must decide";
            case CANCELLED -> "↺ Cancelled" + where;
            case QUEUED, RUNNING -> "A step waits for a person" + where;
            case PREPARED, SUCCEEDED -> "Why";
        };
    }

    private static String meaning(RunChoice choice) {
        return switch (choice) {
            case RETRY -> "The step runs once more from its beginning; what stands is looked at first.";
            case SKIP -> "The step counts as done. Only when you have checked or done its work by hand.";
            case CANCEL -> "Nothing more runs. What was done is undone, newest first.";
            case RESUME -> "The run goes on with its next step.";
            case PAUSE -> "No other step begins until somebody lets it go on.";
            case UNDO_TO -> "The newest steps are undone down to one that you choose; then the run stands before it.";
            case WAY_BACK -> "Each step is undone, newest first.";
            case APPROVE -> "What lies ahead runs as it was looked at.";
            case ASK_AGAIN -> "What lies ahead is looked at anew, and another commander has 15 minutes.";
            case ANSWER -> "The step goes on with the answer.";
        };
    }

    private static String where(Detail run) {
        Optional<StepRow> at = run.steps().stream()
                .sorted(Comparator.comparing(it -> !it.stands()))
                .filter(it -> switch (it.state()) {
                    case RUNNING, WAITING, NEEDS_DECISION, FAILED -> true;
                    case PENDING, SUCCEEDED, SKIPPED, UNDONE -> false;
                })
                .findFirst();
        return at.map(it -> " at step " + it.position() + ", “" + it.title() + "”")
                .orElse("");
    }
}
