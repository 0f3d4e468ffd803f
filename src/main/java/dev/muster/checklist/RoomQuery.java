package dev.muster.checklist;

import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.TimelineEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads all of an incident's room at once. */
public interface RoomQuery {

    /** @param timeline newest first */
    record Room(Incident incident, List<PhaseRow> phases, List<TimelineEntry> timeline) {

        public long openItems() {
            return phases.stream()
                    .mapToLong(it -> it.items().size() - it.done())
                    .sum();
        }
    }

    /**
     * A phase with its items.
     *
     * @param position from 1
     * @param from start of its window, from declaration
     * @param to end of its window, from declaration
     */
    record PhaseRow(String key, String title, int position, Duration from, Duration to, List<Item> items) {

        public int done() {
            return (int) items.stream().filter(Item::done).count();
        }

        public boolean complete() {
            return done() == items.size();
        }
    }

    Optional<Room> room(IncidentId incident);
}
