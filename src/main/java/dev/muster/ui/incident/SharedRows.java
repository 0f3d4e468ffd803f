package dev.muster.ui.incident;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows as browsers read them, written once for all who see the same: twenty people in one room look at equal rows, and
 * each row is a few kilobytes of heap and a piece of every change's way.
 */
@Component
class SharedRows {

    private static final int MOST = 4_000;

    private final Map<ItemFacts, Row> rows = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ItemFacts, Row> eldest) {
            return size() > MOST;
        }
    };

    /** @param json nobody changes it: it belongs to many */
    record Row(ItemFacts facts, ObjectNode json) {}

    synchronized Row of(ItemFacts facts) {
        return rows.computeIfAbsent(facts, it -> new Row(it, it.json()));
    }
}
