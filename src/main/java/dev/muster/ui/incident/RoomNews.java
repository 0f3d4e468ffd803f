package dev.muster.ui.incident;

import com.vaadin.flow.internal.JacksonUtils;
import dev.muster.checklist.Item;
import dev.muster.checklist.RoomQuery.PhaseRow;
import dev.muster.incident.TimelineEntry;
import dev.muster.incident.TimelineQuery.Marks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a change of a room is to its browsers: the rows, heads of phases and lines that are otherwise than before, as
 * {@code room.js} draws them.
 *
 * @param before null: all of it is told
 * @param viewer all who may do the same see the same
 */
record RoomNews(@Nullable RoomState before, RoomState now, Viewer viewer, Instant at) {

    /** Whether rows came or went, which the stream cannot say: their places are made by the server's own components. */
    static boolean otherRows(RoomState before, RoomState now) {
        return !ids(before).equals(ids(now));
    }

    private static List<Long> ids(RoomState state) {
        return state.items().map(Item::id).toList();
    }

    /** Empty when nothing of it is drawn otherwise. */
    Optional<String> message(SharedRows rows) {
        ObjectNode json = JacksonUtils.createObjectNode();
        items(json, rows);
        phases(json);
        lines(json);
        marks(json);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(json.put("whole", before == null).toString());
    }

    private void items(ObjectNode json, SharedRows rows) {
        Map<Long, SharedRows.Row> had = before == null
                ? Map.of()
                : before.rows(viewer, rows)
                        .collect(Collectors.toMap(it -> it.facts().id(), Function.identity()));
        List<SharedRows.Row> other = now.rows(viewer, rows)
                .filter(it -> !it.equals(had.get(it.facts().id())))
                .toList();
        if (!other.isEmpty()) {
            ArrayNode array = json.putArray("items");
            other.forEach(it -> array.add(it.json()));
        }
    }

    private void phases(ObjectNode json) {
        List<PhaseHead.Facts> had = before == null ? List.of() : heads(before);
        List<PhaseHead.Facts> other =
                heads(now).stream().filter(it -> !had.contains(it)).toList();
        if (!other.isEmpty()) {
            ArrayNode array = json.putArray("phases");
            other.forEach(it -> array.add(it.json(at)));
        }
    }

    private List<PhaseHead.Facts> heads(RoomState state) {
        return state.room().phases().stream()
                .map((PhaseRow it) -> PhaseHead.Facts.of(state, it, at))
                .toList();
    }

    private void lines(ObjectNode json) {
        Set<TimelineEntry> had =
                before == null ? Set.of() : Set.copyOf(before.room().timeline());
        List<TimelineEntry> other =
                now.room().timeline().stream().filter(it -> !had.contains(it)).toList();
        if (!other.isEmpty()) {
            ArrayNode array = json.putArray("lines");
            other.forEach(it -> array.add(new EntryFacts(it).json()));
        }
    }

    private void marks(ObjectNode json) {
        Marks marks = now.room().marks();
        if (before == null || !Objects.equals(before.room().marks(), marks)) {
            json.set("marks", EntryFacts.json(marks));
        }
    }
}
