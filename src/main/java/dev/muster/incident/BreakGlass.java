package dev.muster.incident;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.common.Refused;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists the acts with which people went past what protects the recovery, until a commander has reviewed each. */
@Service
@Order(3)
public class BreakGlass implements ClosingCondition {

    private final BreakGlassActs acts;
    private final WritableIncident writable;
    private final Timeline timeline;
    private final Permission permission;
    private final AuditLog audit;
    private final Clock clock;

    BreakGlass(
            BreakGlassActs acts,
            WritableIncident writable,
            Timeline timeline,
            Permission permission,
            AuditLog audit,
            Clock clock) {
        this.acts = acts;
        this.writable = writable;
        this.timeline = timeline;
        this.permission = permission;
        this.audit = audit;
        this.clock = clock;
    }

    /** Oldest first. */
    @Transactional(readOnly = true)
    public List<BreakGlassAct> of(IncidentId incident) {
        return acts.of(incident);
    }

    /** A commander has looked at it and stands by that; twice changes nothing. */
    @Transactional
    public void review(long act, Actor actor) {
        permission.require(Role.COMMANDER, actor, "review-break-glass", "break-glass", act);
        IncidentId incident =
                acts.incident(act).orElseThrow(() -> new Refused("There is no break-glass act " + act + "."));
        writable.hold(incident);
        if (acts.review(act, actor, clock.instant())) {
            String text = acts.of(incident).stream()
                    .filter(it -> it.id() == act)
                    .map(BreakGlassAct::text)
                    .findFirst()
                    .orElse("");
            timeline.append(incident, clock.instant(), TimelineKind.STATE, actor, "Reviewed: " + text, null);
            audit.record(actor, AuditFact.done("review-break-glass", "break-glass", act, null, text));
        }
    }

    @Override
    public List<String> hindrances(Incident incident) {
        long left = acts.of(incident.id()).stream().filter(it -> !it.reviewed()).count();
        return left == 0
                ? List.of()
                : List.of("Review " + (left == 1 ? "the act" : "each of the " + left + " acts")
                        + " that went past a proof or a step.");
    }
}
