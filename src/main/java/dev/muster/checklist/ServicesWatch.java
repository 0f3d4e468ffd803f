package dev.muster.checklist;

import dev.muster.plan.Proof;
import dev.muster.status.StatusChanged;
import dev.muster.status.StatusRefreshed;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Looks for proof when services moved, and every now and then, because what an item needs may have been settled meanwhile.
 * On a thread of its own: the screens that are told of the same change wait for no database.
 */
@Component
class ServicesWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ServicesWatch.class);

    private final Proofs proofs;
    private final AtomicBoolean looking = new AtomicBoolean();

    ServicesWatch(Proofs proofs) {
        this.proofs = proofs;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(StatusChanged changed) {
        look();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(StatusRefreshed refreshed) {
        look();
    }

    private void look() {
        if (looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("services-proof").start(() -> {
                // First, so that a change that comes while it looks is looked at once more.
                looking.set(false);
                try {
                    proofs.look(Proof.Kind.SERVICES_UP, null);
                } catch (RuntimeException e) {
                    LOG.warn("The proof of services could not be looked for: {}", e.getMessage());
                }
            });
        }
    }
}
