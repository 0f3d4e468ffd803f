package dev.muster.incident;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Lets an act on an incident pass only from the role that it needs; a refusal leaves its own audit row. */
@Component
public class Permission {

    private final AuditLog audit;

    Permission(AuditLog audit) {
        this.audit = audit;
    }

    /** @throws AccessDeniedException when the actor's role does not include {@code needed} */
    public void require(Role needed, Actor actor, String action, String subjectType, Object subject) {
        if (actor.role().includes(needed)) {
            return;
        }
        audit.recordAlone(actor, AuditFact.refused(action, subjectType, subject, "needs " + needed));
        throw new AccessDeniedException("This needs the role " + needed + "; yours is " + actor.role() + ".");
    }
}
