package dev.muster.ui.incident;

import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentService;
import dev.muster.incident.TimelineEntry;
import dev.muster.incident.TimelineQuery;
import dev.muster.incident.TimelineQuery.Filter;
import dev.muster.incident.TimelineQuery.Writer;
import dev.muster.incident.TimelineService;
import dev.muster.security.CurrentActor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people read of a story and do to it, each done as the person at the screen. */
@Component
class StoryActs {

    private final TimelineQuery query;
    private final TimelineService timeline;
    private final IncidentService incidents;
    private final CurrentActor currentActor;
    private final Clock clock;

    StoryActs(
            TimelineQuery query,
            TimelineService timeline,
            IncidentService incidents,
            CurrentActor currentActor,
            Clock clock) {
        this.query = query;
        this.timeline = timeline;
        this.incidents = incidents;
        this.currentActor = currentActor;
        this.clock = clock;
    }

    List<TimelineEntry> page(IncidentId id, Filter filter, TimelineQuery.@Nullable Key before, int limit) {
        return query.page(id, filter, before, limit);
    }

    /** A line of that story. */
    Optional<TimelineEntry> find(IncidentId id, long entry) {
        return query.after(id, Filter.ALL, entry - 1, 1).stream()
                .filter(it -> it.id() == entry)
                .findFirst();
    }

    List<Writer> writers(IncidentId id) {
        return query.writers(id);
    }

    Instant now() {
        return clock.instant();
    }

    void note(IncidentId id, @Nullable Instant happenedAt, String text) {
        incidents.note(id, happenedAt == null ? clock.instant() : happenedAt, text, currentActor.get());
    }

    void correct(TimelineEntry entry, Instant happenedAt, String text) {
        timeline.correct(entry.id(), happenedAt, text, currentActor.get());
    }

    void pin(long entry) {
        timeline.pin(entry, currentActor.get());
    }

    void unpin(long entry) {
        timeline.unpin(entry, currentActor.get());
    }
}
