package dev.muster.incident;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.common.Refused;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes the figures that only people know, or their word that nobody will ever know them. */
@Service
public class KnownFigures implements ClosingCondition {

    private final Incidents incidents;
    private final IncidentQuery query;
    private final WritableIncident writable;
    private final Timeline timeline;
    private final Permission permission;
    private final AuditLog audit;
    private final Clock clock;

    KnownFigures(
            Incidents incidents,
            IncidentQuery query,
            WritableIncident writable,
            Timeline timeline,
            Permission permission,
            AuditLog audit,
            Clock clock) {
        this.incidents = incidents;
        this.query = query;
        this.writable = writable;
        this.timeline = timeline;
        this.permission = permission;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Enters or corrects when it occurred.
     *
     * @throws InvalidInput when that is in the future or after it was detected
     */
    @Transactional
    public void occurred(IncidentId id, Instant occurredAt, Actor actor) {
        permission.require(Role.COMMANDER, actor, "enter-occurred", "incident", id);
        Incident incident = writable.hold(id);
        Instant now = clock.instant();
        Inputs.occurredFault(occurredAt, incident.detectedAt(), now).ifPresent(it -> {
            throw new InvalidInput(List.of(it));
        });
        Instant stored = occurredAt.truncatedTo(ChronoUnit.MICROS);
        incidents.occurred(incident, stored);
        Instant before = incident.occurredAt();
        timeline.append(id, now, TimelineKind.FIGURE, actor, "Entered that it occurred at " + stored, null);
        audit.record(
                actor,
                AuditFact.done(
                        "enter-occurred",
                        "incident",
                        id,
                        before == null ? null : before.toString(),
                        stored.toString()));
    }

    /** Says that a figure will never be known. */
    @Transactional
    public void unknown(IncidentId id, Figure figure, String reason, Actor actor) {
        permission.require(Role.COMMANDER, actor, "declare-unknown", "incident", id);
        String why = Inputs.line("A reason", reason);
        Incident incident = writable.hold(id);
        if (figure == Figure.OCCURRED && incident.occurredAt() != null) {
            throw new Refused("It is known when " + id + " occurred: " + incident.occurredAt() + ".");
        }
        Instant now = clock.instant();
        if (!incidents.addUnknown(id, figure, why, actor, now)) {
            throw new Refused("That is declared unknown already.");
        }
        timeline.append(id, now, TimelineKind.FIGURE, actor, "Not known " + question(figure) + ": " + why, null);
        audit.record(actor, AuditFact.done("declare-unknown", "incident", id, null, figure + ": " + why));
    }

    @Override
    public List<String> hindrances(Incident incident) {
        boolean said = incident.occurredAt() != null
                || query.unknownFigures(incident.id()).stream().anyMatch(it -> it.figure() == Figure.OCCURRED);
        return said ? List.of() : List.of("Enter when it occurred, or declare that nobody knows.");
    }

    private static String question(Figure figure) {
        return switch (figure) {
            case OCCURRED -> "when it occurred";
            case DATA_LOSS -> "how much data was lost";
        };
    }
}
