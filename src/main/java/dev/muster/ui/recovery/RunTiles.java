package dev.muster.ui.recovery;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.muster.recovery.RunQuery.Detail;
import dev.muster.recovery.RunQuery.Summary;
import java.time.Duration;
import java.util.Optional;

/** Four figures of a run. What is not known yet says so. */
class RunTiles extends Div {

    RunTiles() {
        addClassName("tiles");
    }

    void show(Detail run) {
        removeAll();
        Summary summary = run.summary();
        ProgressBar bar = new ProgressBar(0, Math.max(1, summary.steps()), summary.stepsDone());
        bar.getElement().setAttribute("aria-label", "Steps done");
        add(
                tile("Progress", summary.stepsDone() + " of " + summary.steps() + " steps", bar),
                tile("Application down", down(run), Words.muted(downNote(run))),
                tile("Backup", backup(run), Words.muted(run.facts().getOrDefault("backup.snapshot", ""))),
                tile("Launched by", summary.launchedBy(), Words.time(summary.launchedAt())));
    }

    private static Div tile(String title, String value, com.vaadin.flow.component.Component note) {
        Span shown = new Span(value);
        shown.addClassNames("value", "num");
        return RecoveryPage.card(title, shown, note);
    }

    private static String down(Detail run) {
        return millis(run).map(Words::duration).orElse(run.summary().state().ended() ? "not stopped" : "not yet");
    }

    private static String downNote(Detail run) {
        return millis(run).isPresent() ? "measured" : "only the swap stops it";
    }

    private static Optional<Duration> millis(Detail run) {
        return Optional.ofNullable(run.facts().get("app.down.ms"))
                .filter(it -> it.matches("\\d{1,15}"))
                .map(it -> Duration.ofMillis(Long.parseLong(it)));
    }

    private static String backup(Detail run) {
        String location = run.facts().get("backup.location");
        String chosen = location == null ? run.parameters().get("backup") : location;
        return chosen == null ? "none" : chosen;
    }
}
