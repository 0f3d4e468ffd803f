package dev.muster.ui.incident;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import dev.muster.checklist.Item;
import dev.muster.checklist.ItemEvent;
import dev.muster.ui.component.WallTime;
import org.jspecify.annotations.Nullable;

/** Who did what to an item and when. */
final class ItemHistory extends Div {

    private final ItemActs acts;
    private final OrderedList list = new OrderedList();
    private @Nullable Item shown;

    ItemHistory(ItemActs acts) {
        this.acts = acts;
        list.addClassNames("small", "history");
        add(new H3("History"), list);
    }

    void show(Item item) {
        if (item.equals(shown)) {
            return;
        }
        shown = item;
        list.removeAll();
        for (ItemEvent event : acts.history(item)) {
            String text = event.text() == null ? "" : ": " + event.text();
            list.add(new ListItem(
                    new WallTime(event.at()),
                    new Span(" " + event.actorName() + " " + event.act().verb() + " it" + text)));
        }
        setVisible(list.getComponentCount() > 0);
    }
}
