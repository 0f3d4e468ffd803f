package dev.muster.checklist;

import dev.muster.backup.BackupsChanged;
import dev.muster.plan.Proof;
import dev.muster.recovery.RunMoved;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Looks for proof when runs or backups moved. After their commit: a fault of the checklist must never stop a restore.
 * What a crash kept from being seen is looked for at the next start.
 */
@Component
class ProofWatch {

    private final Proofs proofs;
    private final RunQuery runs;

    ProofWatch(Proofs proofs, RunQuery runs) {
        this.proofs = proofs;
        this.runs = runs;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RunMoved moved) {
        runs.run(moved.run())
                .map(RunQuery.Detail::summary)
                .filter(it -> it.incident() != null && it.state() != RunState.RUNNING)
                .ifPresent(it -> proofs.look(Proof.Kind.RUN, it.incident()));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(BackupsChanged changed) {
        proofs.look(Proof.Kind.BACKUP_PROVED, null);
    }

    @EventListener
    void on(ApplicationReadyEvent started) {
        for (Proof.Kind kind : Proof.Kind.values()) {
            proofs.look(kind, null);
        }
    }
}
