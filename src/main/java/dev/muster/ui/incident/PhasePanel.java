package dev.muster.ui.incident;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import dev.muster.checklist.Item;
import dev.muster.checklist.RoomQuery;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One phase: its head and its items. */
final class PhasePanel extends Div {

    private final PhaseHead head = new PhaseHead();
    private final Div items = new Div();
    private final Map<Long, ItemRow> rows = new HashMap<>();

    PhasePanel(RoomQuery.PhaseRow phase, boolean open) {
        addClassName("phase");
        NativeDetails details = new NativeDetails();
        details.setSummary(head);
        details.setContent(items);
        details.setOpen(open);
        add(details, new PhaseMore(phase));
    }

    void show(
            RoomState state,
            RoomQuery.PhaseRow phase,
            Function<Item, SharedRows.Row> facts,
            boolean streamed,
            Instant now) {
        if (!streamed || !head.followsStream()) {
            head.show(state, phase, now);
        }
        List<Item> all = phase.items();
        Set<Long> gone = new HashSet<>(rows.keySet());
        for (int i = 0; i < all.size(); i++) {
            Item item = all.get(i);
            gone.remove(item.id());
            ItemRow row = row(item, i);
            if (!streamed || !row.followsStream()) {
                row.show(facts.apply(item));
            }
        }
        gone.forEach(it -> items.remove(rows.remove(it)));
    }

    private ItemRow row(Item item, int index) {
        return rows.computeIfAbsent(item.id(), id -> {
            ItemRow row = new ItemRow();
            items.addComponentAtIndex(Math.min(index, items.getComponentCount()), row);
            return row;
        });
    }

    Optional<ItemRow> row(long item) {
        return Optional.ofNullable(rows.get(item));
    }
}
