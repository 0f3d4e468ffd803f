package dev.muster.audit;

import dev.muster.security.AccountActed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes what happens to accounts: a change in its own transaction, a sign-in or refusal by itself. */
@Component
class AccountAudit {

    private final AuditLog log;

    AccountAudit(AuditLog log) {
        this.log = log;
    }

    @EventListener
    void on(AccountActed act) {
        AuditFact fact = new AuditFact(act.action(), "account", act.login(), act.before(), act.after(), act.result());
        if (act.changedARow()) {
            log.record(act.actor(), fact);
        } else {
            log.recordAlone(act.actor(), fact);
        }
    }
}
