package dev.muster.incident;

import dev.muster.incident.TimelineEntries.NewEntry;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    private final Incidents incidents;
    private final BreakGlassActs brokenGlass;
    private final FirstResponse firstResponse;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    IncidentTimeline(
            TimelineEntries entries,
            Incidents incidents,
            BreakGlassActs brokenGlass,
            FirstResponse firstResponse,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.entries = entries;
        this.incidents = incidents;
        this.brokenGlass = brokenGlass;
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
        write(incident, happenedAt, kind, actor, text, runId, null, null, null);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(
            IncidentId incident,
            Instant happenedAt,
            TimelineKind kind,
            Actor actor,
            String text,
            @Nullable Long runId,
            @Nullable Long item,
            String phase) {
        write(incident, happenedAt, kind, actor, text, runId, item, phase, null);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void breakGlass(IncidentId incident, Actor actor, String text) {
        brokenGlass.add(incident, actor, text, clock.instant());
    }

    /** A hand-written line that corrects another one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void correct(IncidentId incident, Instant happenedAt, Actor actor, String text, long corrected) {
        write(incident, happenedAt, TimelineKind.NOTE, actor, text, null, null, null, corrected);
    }

    private void write(
            IncidentId incident,
            Instant happenedAt,
            TimelineKind kind,
            Actor actor,
            String text,
            @Nullable Long runId,
            @Nullable Long item,
            @Nullable String phase,
            @Nullable Long corrects) {
        Instant now = clock.instant();
        // Numbers are taken under this lock, so a line never comes to light after one with a higher number.
        Incident held = incidents.lock(incident).orElseThrow(() -> Inputs.unknown(incident));
        entries.append(new NewEntry(
                incident,
                happenedAt.truncatedTo(ChronoUnit.MICROS),
                now,
                kind,
                actor,
                text,
                runId,
                item,
                phase,
                corrects));
        boolean first = held.state() == IncidentState.DECLARED
                && isResponse(kind, actor)
                && firstResponse.by(actor, incident, now);
        if (first || kind == TimelineKind.DECLARED || kind == TimelineKind.STATE) {
            publisher.publishEvent(new IncidentListChanged());
        }
        publisher.publishEvent(new IncidentChanged(incident));
    }

    /** A person did something about it; the console's own lines and the declaration itself are no response. */
    private static boolean isResponse(TimelineKind kind, Actor actor) {
        return switch (kind) {
            case ITEM, RUN, NOTE, HANDOVER, MESSAGE ->
                !actor.login().startsWith("system:") && actor.role().includes(Role.RESPONDER);
            case DECLARED, STATE, STEP, ROLE, SERVICE, FIGURE -> false;
        };
    }
}
