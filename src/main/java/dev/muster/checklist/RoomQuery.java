package dev.muster.checklist;

import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.TimelineEntry;
import dev.muster.incident.TimelineQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an incident's room. */
public interface RoomQuery {

    /** So many lines of the timeline come with a room; the rest is asked of the timeline's own query. */
    int LINES = 100;

    /**
     * What is worked on and what happened.
     *
     * @param timeline the newest {@link #LINES} lines, newest first
     * @param marks of all lines, the older ones included
     * @param lastLine number of the line that was written last, which may tell of what happened long before
     */
    record Room(
            Incident incident,
            List<PhaseRow> phases,
            List<TimelineEntry> timeline,
            TimelineQuery.Marks marks,
            long lastLine) {

        /** Items that somebody still has to do something about; those of waived phases are none. */
        public List<Item> open() {
            return phases.stream()
                    .filter(it -> it.waiver() == null)
                    .flatMap(it -> it.items().stream())
                    .filter(it -> !it.settled())
                    .toList();
        }

        /** Where the work is: the first phase that is not complete; empty when all are. */
        public Optional<PhaseRow> phaseOfWork() {
            return phases.stream().filter(it -> !it.complete()).findFirst();
        }

        /** Where the clock is: the phase whose window it is in; empty outside of all windows. */
        public Optional<PhaseRow> phaseByClock(Instant now) {
            Duration since = Duration.between(incident.declaredAt(), now);
            return phases.stream()
                    .filter(it -> it.from().compareTo(since) <= 0 && it.to().compareTo(since) > 0)
                    .findFirst();
        }
    }

    /**
     * A phase with its items.
     *
     * @param position from 1
     * @param from start of its window, from declaration
     * @param to end of its window, from declaration
     * @param waiver null unless this incident does not need it
     */
    record PhaseRow(
            String key,
            String title,
            int position,
            Duration from,
            Duration to,
            List<Item> items,
            @Nullable Waiver waiver) {

        /** How many are done or not applicable. */
        public int done() {
            return (int) items.stream().filter(Item::settled).count();
        }

        /** Nothing is left to do in it. */
        public boolean complete() {
            return waiver != null || done() == items.size();
        }
    }

    Optional<Room> room(IncidentId incident);

    /**
     * The room as it stands now, for whoever knows how it stood: what has not changed meanwhile is not read again. So it
     * is asked once after each change, and costs little.
     */
    Optional<Room> since(Room before);

    /** The checklist alone; empty when there is no such incident. */
    List<PhaseRow> phases(IncidentId incident);

    /** Who did what to an item and when, oldest first. */
    List<ItemEvent> history(long item);
}
