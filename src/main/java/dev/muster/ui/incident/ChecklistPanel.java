package dev.muster.ui.incident;

import com.vaadin.flow.component.html.Div;
import dev.muster.checklist.Item;
import dev.muster.checklist.RoomQuery;
import dev.muster.recovery.RunQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The five phases with their items. */
final class ChecklistPanel extends Div {

    private final List<PhasePanel> phases = new ArrayList<>();

    ChecklistPanel(RoomDesk desk, RoomQuery.Room room, Runnable changed) {
        addClassNames("card", "checklist");
        int current = current(room);
        for (RoomQuery.PhaseRow phase : room.phases()) {
            PhasePanel panel = new PhasePanel(desk, room.incident(), phase, changed);
            panel.setOpen(!phase.complete() && (phase.position() <= current + 1 || phase.done() > 0));
            phases.add(panel);
            add(panel);
        }
    }

    void show(RoomQuery.Room room, List<RunQuery.Summary> runs, Instant now) {
        int current = current(room);
        Optional<Item> next = room.incident().state().writable()
                ? room.phases().stream()
                        .flatMap(it -> it.items().stream())
                        .filter(it -> !it.done())
                        .findFirst()
                : Optional.empty();
        for (int i = 0; i < phases.size(); i++) {
            RoomQuery.PhaseRow phase = room.phases().get(i);
            phases.get(i).show(room.incident(), phase, phase.position() == current, next.map(Item::id), runs, now);
        }
    }

    /** Position of the first phase that is not complete; after the last one when all are. */
    private static int current(RoomQuery.Room room) {
        return room.phases().stream()
                .filter(it -> !it.complete())
                .mapToInt(RoomQuery.PhaseRow::position)
                .findFirst()
                .orElse(room.phases().size() + 1);
    }
}
