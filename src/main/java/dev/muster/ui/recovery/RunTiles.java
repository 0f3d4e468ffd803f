package dev.muster.ui.recovery;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.muster.backup.Backup;
import dev.muster.backup.BackupFacts;
import dev.muster.backup.BackupId;
import dev.muster.backup.BackupQuery;
import dev.muster.recovery.RunQuery.Detail;
import dev.muster.recovery.RunQuery.Summary;
import dev.muster.ui.component.WallTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The figures of a run. What is not known yet says so; what the procedure never does is not shown. */
class RunTiles extends Div {

    private final BackupQuery backups;
    private final Clock clock;
    private final Div progress = RecoveryPage.card("Progress");
    private final Span steps = value("");
    private final ProgressBar bar = new ProgressBar(0, 1, 0);
    private final Div others = new Div();
    private String shown = "";

    RunTiles(BackupQuery backups, Clock clock) {
        this.backups = backups;
        this.clock = clock;
        addClassName("tiles");
        others.addClassName("contents");
        bar.getElement().setAttribute("aria-label", "Steps done");
        progress.add(steps, bar);
        add(progress, others);
    }

    void show(Detail run) {
        Summary summary = run.summary();
        steps.setText(summary.stepsDone() + " of " + summary.steps() + " steps");
        bar.setMax(Math.max(1, summary.steps()));
        bar.setValue(summary.stepsDone());
        String now = summary.state() + " " + run.facts();
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        others.removeAll();
        others.add(took(summary));
        if (run.steps().stream().anyMatch(it -> it.type().equals("stop-service"))) {
            others.add(tile("Application down", value(down(run)), Words.muted(downNote(run))));
        }
        Optional.ofNullable(run.facts().get(BackupFacts.ID))
                .filter(it -> it.matches("\\d{1,18}"))
                .flatMap(it -> backups.backup(new BackupId(Long.parseLong(it))))
                .ifPresentOrElse(it -> others.add(backup(it)), () -> chosen(run).ifPresent(others::add));
        others.add(tile("Launched by", value(summary.launchedBy()), WallTime.withDay(summary.launchedAt())));
    }

    private Component took(Summary run) {
        Instant ended = run.endedAt();
        Duration took = Duration.between(run.launchedAt(), ended == null ? clock.instant() : ended);
        Span value = value(Words.duration(took));
        if (ended == null) {
            value.getElement().executeJs("window.musterTick?.(this, $0)", (double) took.toMillis());
        }
        return tile(
                ended == null ? "Since the launch" : "Took",
                value,
                Words.muted(ended == null ? "" : "from launch to end"));
    }

    private static Component backup(Backup backup) {
        Span name = value("Backup " + backup.id() + " ");
        name.setTitle(backup.storageKey() + ":" + backup.location());
        name.add(
                switch (backup.state()) {
                    case RUNNING -> Words.badge("▶ being made", "run");
                    case FAILED -> Words.badge("✕ failed", "bad");
                    case GOOD ->
                        backup.provedAt() == null ? Words.badge("✓ good", "ok") : Words.badge("✓ proved", "ok");
                });
        Instant at = backup.snapshotAt() == null ? backup.startedAt() : backup.snapshotAt();
        Span note = Words.muted("");
        note.add(WallTime.withDay(at));
        Long bytes = backup.bytes();
        if (bytes != null) {
            note.add(new Span(" · " + BackupFacts.size(bytes)));
        }
        Button copy = new Button("Copy location");
        copy.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        copy.setTooltipText(backup.storageKey() + ":" + backup.location());
        copy.getElement()
                .executeJs(
                        "this.onclick = () => navigator.clipboard?.writeText($0).then(() => this.textContent = 'Copied')",
                        backup.storageKey() + ":" + backup.location());
        note.add(copy);
        return tile("Backup", name, note);
    }

    /** Before the run has found its backup: what was asked for. */
    private static Optional<Component> chosen(Detail run) {
        return Optional.ofNullable(run.parameters().get("backup"))
                .map(it -> tile(
                        "Backup",
                        value(it.equals("newest") ? "Newest good one" : "Backup " + it),
                        Words.muted("as chosen")));
    }

    private static Component tile(String title, Span value, Component note) {
        return RecoveryPage.card(title, value, note);
    }

    private static Span value(String text) {
        Span value = new Span(text);
        value.addClassNames("value", "num");
        return value;
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
}
