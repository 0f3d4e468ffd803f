package dev.muster.ui.incident;

import dev.muster.checklist.RoomQuery;
import dev.muster.incident.IncidentId;
import dev.muster.ui.component.Told;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the rows and phases of a checklist lead to: ticks, and the dialogs about one item or one phase. */
final class ItemDesk {

    private final RoomDesk desk;
    private final Viewer viewer;
    private final ChecklistPanel checklist;
    private final Consumer<String> showPhase;
    private final Runnable changed;
    private @Nullable ItemDialog opened;
    private @Nullable RoomState state;

    ItemDesk(RoomDesk desk, Viewer viewer, ChecklistPanel checklist, Consumer<String> showPhase, Runnable changed) {
        this.desk = desk;
        this.viewer = viewer;
        this.checklist = checklist;
        this.showPhase = showPhase;
        this.changed = changed;
        checklist.onTick(it -> tick(it.item(), it.version(), it.done()));
        checklist.onOpen(it -> open(it.item()));
        checklist.onPhase(it ->
                Optional.ofNullable(state).flatMap(now -> now.phase(it.phase())).ifPresent(this::open));
    }

    void show(RoomState now) {
        state = now;
        if (opened != null && opened.isOpened()) {
            opened.show(now);
        }
    }

    /** @param version the one that the person saw */
    void tick(long item, int version, boolean done) {
        if (!Told.unlessRefused(() -> desk.items().tick(item, version, done))) {
            checklist.redraw(item);
        }
        changed.run();
    }

    void open(long item) {
        RoomState now = state;
        if (now != null && now.item(item).isPresent()) {
            ItemDialog dialog = new ItemDialog(desk.items(), viewer, item, changed);
            opened = dialog;
            dialog.show(now);
            dialog.open();
        }
    }

    private void open(RoomQuery.PhaseRow phase) {
        RoomState now = state;
        if (now == null) {
            return;
        }
        IncidentId id = now.incident().id();
        boolean writable = now.incident().state().writable();
        Map<String, Runnable> acts = new LinkedHashMap<>();
        acts.put("Show it in the timeline", () -> showPhase.accept(phase.key()));
        if (viewer.responds() && writable) {
            acts.put("Add an item…", () -> askItem(now, id, phase));
        }
        if (viewer.commands() && writable && phase.waiver() == null) {
            acts.put("Waive this phase…", () -> askWaiver(id, phase));
        }
        if (viewer.commands() && writable && phase.waiver() != null) {
            acts.put("Take it up after all", () -> {
                Told.unlessRefused(() -> desk.items().takeUp(id, phase.key()));
                changed.run();
            });
        }
        new ChoiceDialog(phase.position() + " " + phase.title(), acts).open();
    }

    private void askItem(RoomState now, IncidentId id, RoomQuery.PhaseRow phase) {
        new AddItemDialog(
                        now.plan(),
                        phase.key(),
                        phase.title(),
                        desk.now(),
                        it -> desk.items().add(id, it),
                        changed)
                .open();
    }

    private void askWaiver(IncidentId id, RoomQuery.PhaseRow phase) {
        new ReasonDialog(
                        "Waive " + phase.title() + "?",
                        "Its open items no longer hinder the closing.",
                        "Waive",
                        why -> desk.items().waive(id, phase.key(), why),
                        changed)
                .open();
    }
}
