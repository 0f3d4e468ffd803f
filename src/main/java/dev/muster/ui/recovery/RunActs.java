package dev.muster.ui.recovery;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import dev.muster.common.Refused;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunQuery.Summary;
import dev.muster.recovery.Runs;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.security.access.AccessDeniedException;

/** The buttons by which a commander decides about a run. */
record RunActs(Runs runs, Actor actor) {

    boolean mayLaunch() {
        return actor.role().includes(Role.COMMANDER);
    }

    /** What the person at the screen may decide now. */
    Set<RunChoice> choices(Summary run) {
        return mayLaunch() ? runs.choices(run.id()) : Set.of();
    }

    Button button(RunChoice choice, Summary run) {
        Button button =
                switch (choice) {
                    case RETRY -> new Button("Retry", event -> retry(run));
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
                                "The step at work ends and what was done is undone, newest first.",
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
        button.setTestId("choice-" + choice.name().toLowerCase(Locale.ROOT));
        if (choice == RunChoice.CANCEL) {
            button.addThemeVariants(ButtonVariant.ERROR);
        }
        return button;
    }

    private static Button asking(String label, String title, String consequence, String verb, Consumer<String> act) {
        return new Button(label, event -> new ReasonDialog(title, consequence, verb, act).open());
    }

    private void retry(Summary run) {
        try {
            runs.retry(run.id(), actor);
        } catch (Refused | AccessDeniedException e) {
            Notification told = Notification.show(String.valueOf(e.getMessage()));
            told.addThemeVariants(NotificationVariant.ERROR);
            told.setAssertive(true);
        }
    }
}
