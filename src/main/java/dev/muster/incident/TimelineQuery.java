package dev.muster.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What screens and reports read of an incident's story. */
public interface TimelineQuery {

    /** The place of a line in the story. */
    record Key(Instant happenedAt, long id) {

        public static Key of(TimelineEntry entry) {
            return new Key(entry.happenedAt(), entry.id());
        }
    }

    /**
     * Which lines are wanted.
     *
     * @param kinds empty: any
     * @param actor login; null: anybody
     * @param text found in the line, in any case of letters; empty: any
     * @param phase key: only what happened since the first act in that phase; null: from the beginning
     */
    record Filter(
            Set<TimelineKind> kinds,
            @Nullable String actor,
            String text,
            @Nullable String phase,
            boolean pinned) {

        public static final Filter ALL = new Filter(Set.of(), null, "", null, false);

        public Filter {
            kinds = Set.copyOf(kinds);
        }
    }

    /**
     * What was done to lines after they were written, wherever in the story they stand.
     *
     * @param pinned numbers of the lines that are kept in sight
     * @param corrected numbers of the lines that a later one corrects
     */
    record Marks(Set<Long> pinned, Set<Long> corrected) {

        public Marks {
            pinned = Set.copyOf(pinned);
            corrected = Set.copyOf(corrected);
        }
    }

    /** Somebody who wrote in it. */
    record Writer(String login, String name, long lines) {}

    /**
     * A time in which nothing was written down.
     *
     * @param phase key of the phase that was worked last before it; null when none was yet
     */
    record Gap(Instant from, Instant to, @Nullable String phase) {

        public Duration length() {
            return Duration.between(from, to);
        }
    }

    /**
     * One page, newest first.
     *
     * @param before null for the newest, else the key of the last line of the page before
     */
    List<TimelineEntry> page(IncidentId incident, Filter filter, @Nullable Key before, int limit);

    /**
     * What was written after the line of that number, in the order of writing. Lines of one incident come to light in
     * the order of their numbers, so whoever goes on from the last number that it saw misses none.
     */
    List<TimelineEntry> after(IncidentId incident, Filter filter, long afterId, int limit);

    /** The number of the line written last; 0 when there is none. */
    long lastId(IncidentId incident);

    Marks marks(IncidentId incident);

    /**
     * What has come since somebody looked.
     *
     * @param version of the incident
     * @param lines written after that, in the order of writing
     */
    record News(int version, Marks marks, List<TimelineEntry> lines) {}

    /**
     * What was written after the line of that number; in one question, for it is asked after each change.
     *
     * @throws IllegalArgumentException when there is no such incident
     */
    News news(IncidentId incident, long afterId, int limit);

    /** Who wrote in it, most lines first. */
    List<Writer> writers(IncidentId incident);

    /** Times of at least that length between {@code from} and {@code to} in which no line happened, oldest first. */
    List<Gap> gaps(IncidentId incident, Instant from, Instant to, Duration atLeast);
}
