package dev.muster.ui.recovery;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import dev.muster.common.Refused;
import dev.muster.recovery.Approval;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunQuery.Detail;
import dev.muster.recovery.RunQuery.StepRow;
import dev.muster.recovery.RunQuery.Summary;
import dev.muster.recovery.Runs;
import dev.muster.recovery.Runs.Ahead;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.security.access.AccessDeniedException;

/** The buttons by which a commander decides about a run. */
record RunActs(Runs runs, Actor actor, Clock clock) {

    boolean mayLaunch() {
        return actor.role().includes(Role.COMMANDER);
    }

    /** What the person at the screen may decide now. */
    Set<RunChoice> choices(Summary run) {
        return mayLaunch() ? runs.choices(run.id()) : Set.of();
    }

    /** What the run waits for another person to approve. */
    Optional<Approval> approval(Summary run) {
        return runs.approval(run.id());
    }

    Ahead ahead(Summary run) {
        return runs.ahead(run.id());
    }

    /** Why the person at the screen may not approve it now. */
    Optional<String> approvalRefusal(Approval asked) {
        return asked.refusal(actor, clock.instant());
    }

    void approve(Summary run, String hash) {
        runs.approve(run.id(), hash, actor);
    }

    void askAgain(Summary run) {
        runs.askAgain(run.id(), actor);
    }

    /** The button of a choice; what is answered or approved has a panel of its own. */
    Optional<Button> button(RunChoice choice, Detail detail) {
        Summary run = detail.summary();
        Button button =
                switch (choice) {
                    case APPROVE, ASK_AGAIN, ANSWER -> null;
                    case RETRY -> new Button("Retry", event -> told(() -> runs.retry(run.id(), actor)));
                    case RESUME -> new Button("Go on", event -> told(() -> runs.resume(run.id(), actor)));
                    case PAUSE ->
                        asking(
                                "Pause…",
                                "Pause run " + run.id() + "?",
                                "The steps at work end as they would; no other one begins until somebody lets it go on.",
                                "Pause the run",
                                reason -> runs.pause(run.id(), reason, actor));
                    case UNDO_TO ->
                        new Button("Undo to…", event -> new UndoDialog(
                                        detail.steps(), (step, reason) -> runs.undoTo(run.id(), step, reason, actor))
                                .open());
                    case SKIP ->
                        asking(
                                "Skip…",
                                "Skip the step?",
                                "The run goes on as if the step had done its work. Skip only what you have checked or"
                                        + " done by hand.",
                                "Skip the step",
                                reason -> runs.skip(run.id(), reason, actor));
                    case CANCEL ->
                        asking(
                                "Cancel…",
                                "Cancel run " + run.id() + "?",
                                "The steps at work end and what was done is undone, newest first.",
                                "Cancel the run",
                                reason -> runs.cancel(run.id(), reason, actor));
                    case WAY_BACK ->
                        asking(
                                "Way back…",
                                "Take back run " + run.id() + "?",
                                "Each step is undone, newest first: what stood there before the run is put in place"
                                        + " again, and what was written since is no longer seen.",
                                "Take it back",
                                reason -> runs.wayBack(run.id(), reason, actor));
                };
        if (button != null) {
            button.setTestId("choice-" + choice.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            if (choice == RunChoice.CANCEL) {
                button.addThemeVariants(ButtonVariant.ERROR);
            }
        }
        return Optional.ofNullable(button);
    }

    /** The answers to the question of a step. */
    List<Button> answers(Summary run, StepRow step) {
        return step.answers().stream()
                .map(it -> {
                    Button button =
                            new Button(it, event -> told(() -> runs.answer(run.id(), step.position(), it, actor)));
                    button.addThemeVariants(ButtonVariant.PRIMARY);
                    button.setAriaLabel(it + ": " + step.title());
                    button.setTestId("answer-" + step.position());
                    return button;
                })
                .toList();
    }

    private static Button asking(String label, String title, String consequence, String verb, Consumer<String> act) {
        return new Button(label, event -> new ReasonDialog(title, consequence, verb, act).open());
    }

    private static void told(Runnable act) {
        try {
            act.run();
        } catch (Refused | AccessDeniedException e) {
            Notification told = Notification.show(String.valueOf(e.getMessage()));
            told.addThemeVariants(NotificationVariant.ERROR);
            told.setAssertive(true);
        }
    }
}
