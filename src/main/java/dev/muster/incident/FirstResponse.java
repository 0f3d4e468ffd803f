package dev.muster.incident;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.incident.TimelineEntries.NewEntry;
import dev.muster.security.Actor;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Notes the first act of a responder on an incident; every later one changes nothing. */
@Component
class FirstResponse {

    private final Incidents incidents;
    private final TimelineEntries entries;
    private final AuditLog audit;

    FirstResponse(Incidents incidents, TimelineEntries entries, AuditLog audit) {
        this.incidents = incidents;
        this.entries = entries;
        this.audit = audit;
    }

    /** Whether this was the first. */
    boolean by(Actor actor, IncidentId incident, Instant at) {
        if (!incidents.beginResponse(incident, actor, at)) {
            return false;
        }
        entries.append(
                new NewEntry(incident, at, at, TimelineKind.STATE, actor, "First response", null, null, null, null));
        audit.record(
                actor,
                AuditFact.done(
                        "begin-response",
                        "incident",
                        incident,
                        IncidentState.DECLARED.name(),
                        IncidentState.RESPONDING.name()));
        return true;
    }
}
