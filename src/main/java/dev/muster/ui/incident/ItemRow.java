package dev.muster.ui.incident;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import java.util.Optional;

/** One item of the checklist. Its element is drawn in the browser, so that a tab costs the server one node an item. */
@Tag("muster-item")
@JavaScript("context://js/clock.js")
@JavaScript("context://js/room.js")
final class ItemRow extends DrawnRow<SharedRows.Row> {

    void show(SharedRows.Row row) {
        show(row, row::json);
    }

    /** As it stands, in place of what the browser shows ahead of the answer. */
    void redraw() {
        getElement().executeJs("this.draw && this.draw()");
    }

    ItemFacts facts() {
        return Optional.ofNullable(shown()).orElseThrow().facts();
    }
}
