package dev.muster.checklist;

import dev.muster.checklist.RoomQuery.PhaseRow;
import dev.muster.checklist.RoomQuery.Room;
import dev.muster.incident.TimelineEntry;
import dev.muster.incident.TimelineKind;
import dev.muster.incident.TimelineQuery;
import dev.muster.incident.TimelineQuery.Marks;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts what has come into a room that was read before. Whoever acts on an item leaves a line that names it. */
final class RoomChange {

    private static final Comparator<TimelineEntry> NEWEST_FIRST = Comparator.comparing(TimelineEntry::happenedAt)
            .thenComparingLong(TimelineEntry::id)
            .reversed();

    private RoomChange() {}

    /** Whether such a line tells of nothing else in a room than the item that it names, if it names one. */
    static boolean touchesOneItem(TimelineEntry line) {
        return line.kind() == TimelineKind.NOTE || (line.kind() == TimelineKind.ITEM && line.itemId() != null);
    }

    /** Empty when an item is among them that the room did not have. */
    static Optional<Room> applied(Room before, TimelineQuery.News news, List<Item> touched) {
        Map<Long, Item> newer = touched.stream().collect(Collectors.toMap(Item::id, Function.identity()));
        long known = before.phases().stream()
                .flatMap(it -> it.items().stream())
                .filter(it -> newer.containsKey(it.id()))
                .count();
        if (known != newer.size()) {
            return Optional.empty();
        }
        return Optional.of(new Room(
                before.incident(),
                before.phases().stream().map(it -> phase(it, newer)).toList(),
                lines(before, news),
                news.marks(),
                news.lines().isEmpty()
                        ? before.lastLine()
                        : news.lines().getLast().id()));
    }

    private static PhaseRow phase(PhaseRow before, Map<Long, Item> newer) {
        if (before.items().stream().noneMatch(it -> newer.containsKey(it.id()))) {
            return before;
        }
        List<Item> items = before.items().stream()
                .map(it -> newer.getOrDefault(it.id(), it))
                .toList();
        return new PhaseRow(
                before.key(), before.title(), before.position(), before.from(), before.to(), items, before.waiver());
    }

    private static List<TimelineEntry> lines(Room before, TimelineQuery.News news) {
        Map<Long, Long> corrections = news.lines().stream()
                .filter(it -> it.corrects() != null)
                .collect(Collectors.toMap(it -> Objects.requireNonNull(it.corrects()), TimelineEntry::id));
        return Stream.concat(news.lines().stream(), before.timeline().stream())
                .map(it -> marked(it, news.marks(), corrections.get(it.id())))
                .sorted(NEWEST_FIRST)
                .limit(RoomQuery.LINES)
                .toList();
    }

    private static TimelineEntry marked(TimelineEntry line, Marks marks, @Nullable Long correction) {
        boolean pinned = marks.pinned().contains(line.id());
        if (pinned == line.pinned() && correction == null) {
            return line;
        }
        return new TimelineEntry(
                line.id(),
                line.happenedAt(),
                line.writtenAt(),
                line.kind(),
                line.actor(),
                line.actorName(),
                line.text(),
                line.runId(),
                line.itemId(),
                line.phase(),
                line.corrects(),
                correction == null ? line.correctedBy() : correction,
                pinned);
    }
}
