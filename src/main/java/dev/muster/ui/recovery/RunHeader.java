package dev.muster.ui.recovery;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import dev.muster.common.Refused;
import dev.muster.incident.IncidentId;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunQuery.Summary;
import dev.muster.recovery.Runs;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.util.Set;

/** What the run is, how it stands, and what a commander may decide now. */
class RunHeader extends Div {

    private final Runs runs;
    private final Actor actor;

    RunHeader(Runs runs, Actor actor) {
        this.runs = runs;
        this.actor = actor;
    }

    void show(Summary run) {
        removeAll();
        Div line = RecoveryPage.row(
                Words.badge(run.state()), new H1("Run " + run.id() + " · " + run.title()), Words.muted(run.target()));
        IncidentId incident = run.incident();
        if (incident != null) {
            line.add(new Anchor("incidents/" + incident.value(), incident.toString()));
        }
        Div acts = RecoveryPage.row();
        acts.addClassName("acts");
        if (actor.role().includes(Role.COMMANDER)) {
            Set<RunChoice> choices = runs.choices(run.id());
            choices.forEach(it -> acts.add(button(it, run)));
        }
        line.add(acts);
        add(line);
        String reason = run.reason();
        if (reason != null) {
            Paragraph why = new Paragraph(reason);
            why.addClassName("reason");
            why.setTestId("reason");
            add(why);
        }
    }

    private Button button(RunChoice choice, Summary run) {
        Button button =
                switch (choice) {
                    case RETRY -> new Button("Retry", event -> retry(run));
                    case SKIP ->
                        asking(
                                "Skip…",
                                "Skip the step?",
                                "The run goes on as if the step had done its work. Skip only what you have checked or done by hand.",
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
                                "Each step is undone, newest first: what stood there before the run is put in place again, and"
                                        + " what was written since is no longer seen.",
                                "Take it back",
                                reason -> runs.wayBack(run.id(), reason, actor));
                };
        button.setTestId("choice-" + choice.name().toLowerCase(java.util.Locale.ROOT));
        if (choice == RunChoice.CANCEL) {
            button.addThemeVariants(ButtonVariant.LUMO_ERROR);
        }
        return button;
    }

    private static Button asking(
            String label, String title, String consequence, String verb, java.util.function.Consumer<String> act) {
        return new Button(label, event -> new ReasonDialog(title, consequence, verb, act).open());
    }

    private void retry(Summary run) {
        try {
            runs.retry(run.id(), actor);
        } catch (Refused e) {
            Notification.show(e.getMessage());
        }
    }
}
