package dev.muster.incident;

import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes the story, and sees the first response in it: whoever acts on an incident leaves a line here, so this is the
 * one place that every first act passes.
 */
@Service
class IncidentTimeline implements Timeline {

    private final TimelineEntries entries;
    private final FirstResponse firstResponse;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    IncidentTimeline(
            TimelineEntries entries, FirstResponse firstResponse, ApplicationEventPublisher publisher, Clock clock) {
        this.entries = entries;
        this.firstResponse = firstResponse;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(
            IncidentId incident,
            Instant happenedAt,
            TimelineKind kind,
            Actor actor,
            String text,
            @Nullable Long runId) {
        Instant now = clock.instant();
        entries.append(incident, happenedAt, now, kind, actor, text, runId);
        boolean first = isResponse(kind, actor) && firstResponse.by(actor, incident, now);
        if (first || kind == TimelineKind.DECLARED || kind == TimelineKind.STATE) {
            publisher.publishEvent(new IncidentListChanged());
        }
        publisher.publishEvent(new IncidentChanged(incident));
    }

    /** A person did something about it; the console's own lines and the declaration itself are no response. */
    private static boolean isResponse(TimelineKind kind, Actor actor) {
        return switch (kind) {
            case ITEM, RUN, NOTE, MESSAGE ->
                !actor.login().startsWith("system:") && actor.role().includes(Role.RESPONDER);
            case DECLARED, STATE, ROLE -> false;
        };
    }
}
