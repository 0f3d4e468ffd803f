package dev.muster.incident;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.common.Refused;
import dev.muster.incident.TimelineEntries.Stored;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Corrects and pins the lines of a story. Nothing that was written is ever changed or taken away. */
@Service
public class TimelineService {

    private final TimelineEntries entries;
    private final IncidentTimeline timeline;
    private final WritableIncident writable;
    private final Permission permission;
    private final AuditLog audit;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    TimelineService(
            TimelineEntries entries,
            IncidentTimeline timeline,
            WritableIncident writable,
            Permission permission,
            AuditLog audit,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.entries = entries;
        this.timeline = timeline;
        this.writable = writable;
        this.permission = permission;
        this.audit = audit;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Corrects a hand-written line by a new one; both stay.
     *
     * @param happenedAt when it really happened
     * @throws Refused when it is not hand-written, or somebody corrected it before (who and when)
     */
    @Transactional
    public void correct(long entry, Instant happenedAt, String text, Actor actor) {
        permission.require(Role.RESPONDER, actor, "correct-note", "timeline", entry);
        String note = Inputs.text("A note", text);
        Instant now = clock.instant();
        Instant happened = Inputs.past(happenedAt, now);
        IncidentId incident = stored(entry).incident();
        writable.hold(incident);
        TimelineEntry corrected = stored(entry).entry();
        if (corrected.kind() != TimelineKind.NOTE) {
            throw new Refused("Muster wrote this line by itself; it cannot be corrected. Write a note beside it.");
        }
        if (corrected.correctedBy() != null) {
            TimelineEntry correction = stored(corrected.correctedBy()).entry();
            throw new Refused(
                    correction.actorName() + " corrected this at " + correction.writtenAt() + ": look at that line.");
        }
        timeline.correct(incident, happened, actor, note, entry);
        audit.record(actor, AuditFact.done("correct-note", "timeline", entry, corrected.text(), note));
    }

    /** Keeps a line in sight; pinning twice changes nothing. */
    @Transactional
    public void pin(long entry, Actor actor) {
        permission.require(Role.RESPONDER, actor, "pin-line", "timeline", entry);
        Stored line = stored(entry);
        writable.hold(line.incident());
        if (entries.pin(entry, actor, clock.instant())) {
            tell("pin-line", line, actor);
        }
    }

    /** Lets it go again. */
    @Transactional
    public void unpin(long entry, Actor actor) {
        permission.require(Role.RESPONDER, actor, "unpin-line", "timeline", entry);
        Stored line = stored(entry);
        writable.hold(line.incident());
        if (entries.unpin(entry)) {
            tell("unpin-line", line, actor);
        }
    }

    private void tell(String action, Stored line, Actor actor) {
        audit.record(
                actor,
                AuditFact.done(
                        action,
                        "timeline",
                        line.entry().id(),
                        null,
                        line.entry().text()));
        publisher.publishEvent(new IncidentChanged(line.incident()));
    }

    private Stored stored(long entry) {
        return entries.find(entry).orElseThrow(() -> new Refused("There is no timeline entry " + entry + "."));
    }
}
