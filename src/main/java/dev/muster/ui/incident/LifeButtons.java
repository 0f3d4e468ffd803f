package dev.muster.ui.incident;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Span;
import dev.muster.incident.Figure;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentState;
import dev.muster.objective.Measure;
import dev.muster.ui.component.Told;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Moves the incident through its life; each move asks first. */
final class LifeButtons extends Span {

    private final RoomDesk desk;
    private final Viewer viewer;
    private final Runnable changed;
    private final Button more = new Button("More…", it -> askMore());
    private final Button resolve = new Button("Resolve…", it -> askResolve());
    private final Button close = new Button("Close…", it -> askClose());
    private @Nullable RoomState state;

    LifeButtons(RoomDesk desk, Viewer viewer, Runnable changed) {
        this.desk = desk;
        this.viewer = viewer;
        this.changed = changed;
        addClassName("life");
        resolve.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        close.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        add(more, resolve, close);
    }

    void show(RoomState next) {
        state = next;
        IncidentState now = next.incident().state();
        boolean commands = viewer.commands();
        more.setVisible(commands && !rare(next).isEmpty());
        resolve.setVisible(commands && now.open());
        close.setVisible(commands && now.mayBecome(IncidentState.CLOSED));
    }

    /** What is done seldom, by its verb. */
    private Map<String, Runnable> rare(RoomState of) {
        IncidentState now = of.incident().state();
        Map<String, Runnable> acts = new LinkedHashMap<>();
        if (now.writable() && of.incident().occurredAt() == null) {
            acts.put("Say when it began…", this::askBegan);
        }
        if (now.writable() && of.figures().dataLoss() instanceof Measure.Invalid) {
            acts.put("Declare the data loss unknown…", this::askLoss);
        }
        if (now.mayReopen()) {
            acts.put("Reopen…", this::askReopen);
        }
        if (now.mayBecome(IncidentState.CANCELLED)) {
            acts.put("Cancel incident…", this::askCancel);
        }
        return acts;
    }

    private void askMore() {
        new ChoiceDialog(id().toString(), rare(Objects.requireNonNull(state))).open();
    }

    private IncidentId id() {
        return Objects.requireNonNull(state).incident().id();
    }

    private void askResolve() {
        int open = Objects.requireNonNull(state).room().open().size();
        ask(
                "Resolve " + id() + "?",
                "The clocks stop now and the figures are fixed. "
                        + (open == 0 ? "Every item is settled." : open + " items are still open; they stay open."),
                "Resolve",
                () -> desk.resolve(id()));
    }

    private void askClose() {
        IncidentId id = id();
        ReviewList review = new ReviewList(() -> desk.brokenGlass(id), it -> desk.review(it.id()));
        new CloseDialog(id, () -> desk.whatHindersClosing(id), review, () -> desk.close(id), changed).open();
    }

    private void askReopen() {
        new ReasonDialog(
                        "Reopen " + id() + "?",
                        "The clocks run on from the declaration; what was done stays.",
                        "Reopen",
                        reason -> desk.reopen(id(), reason),
                        changed)
                .open();
    }

    private void askBegan() {
        new BeganDialog(
                        Objects.requireNonNull(state).incident().detectedAt(),
                        at -> desk.began(id(), at),
                        reason -> desk.nobodyKnows(id(), Figure.OCCURRED, reason),
                        changed)
                .open();
    }

    private void askLoss() {
        new ReasonDialog(
                        "Declare the data loss unknown?",
                        "Why will nobody know how much was lost? The report shows it.",
                        "Declare unknown",
                        reason -> desk.nobodyKnows(id(), Figure.DATA_LOSS, reason),
                        changed)
                .open();
    }

    private void ask(String header, String text, String verb, Runnable act) {
        ConfirmDialog dialog = new ConfirmDialog(header, text, verb, it -> act(act));
        dialog.setCancelable(true);
        dialog.setCancelText("Back");
        dialog.open();
    }

    private void askCancel() {
        new ReasonDialog(
                        "Cancel " + id() + "?",
                        "For a false alarm, or when another incident covers it.",
                        "Cancel incident",
                        reason -> desk.cancel(id(), reason),
                        changed)
                .open();
    }

    private void act(Runnable act) {
        Told.unlessRefused(act);
        changed.run();
    }
}
