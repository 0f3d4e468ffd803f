package dev.muster.notification;

import dev.muster.checklist.Evidence;
import dev.muster.checklist.ProofCheck;
import dev.muster.checklist.Proofs;
import dev.muster.incident.Incident;
import dev.muster.plan.Channel;
import dev.muster.plan.Plans;
import dev.muster.plan.Proof;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Proof by the word of who updated the page: nobody can ask a page that Muster does not know how to read. */
@Component
class StatusPageProof implements ProofCheck {

    private final StatusPage page;
    private final Plans plans;
    private final Proofs proofs;

    StatusPageProof(StatusPage page, Plans plans, Proofs proofs) {
        this.page = page;
        this.plans = plans;
        this.proofs = proofs;
    }

    @Override
    public Proof.Kind kind() {
        return Proof.Kind.STATUS_PAGE_UPDATED;
    }

    @Override
    public Optional<Evidence> evidence(Incident incident, String channel) {
        // Updates are kept with their incident, so none is older than its declaration.
        return page.last(incident.id(), channel)
                .map(it -> new Evidence(it.name() + " updated it: " + it.text(), it.at(), null));
    }

    @Override
    public String wanted(Incident incident, String channel) {
        String title = plans.version(incident.planVersionId()).plan().channels().stream()
                .filter(it -> it.key().equals(channel))
                .map(Channel::title)
                .findFirst()
                .orElse(channel);
        return "somebody says, under Messages, that \"" + title + "\" tells of this incident";
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(StatusPageUpdated updated) {
        proofs.look(Proof.Kind.STATUS_PAGE_UPDATED, updated.incident());
    }
}
