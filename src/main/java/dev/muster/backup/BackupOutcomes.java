package dev.muster.backup;

import dev.muster.recovery.RunMoved;
import dev.muster.recovery.RunQuery;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** A backup whose run ended without finishing it has failed, however the run ended: no row stays RUNNING for ever. */
@Component
class BackupOutcomes {

    private final BackupQuery backups;
    private final BackupCatalog catalog;
    private final RunQuery runs;

    BackupOutcomes(BackupQuery backups, BackupCatalog catalog, RunQuery runs) {
        this.backups = backups;
        this.catalog = catalog;
        this.runs = runs;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void on(RunMoved moved) {
        backups.ofRun(moved.run().value())
                .filter(it -> it.state() == BackupState.RUNNING)
                .ifPresent(backup -> runs.run(moved.run())
                        .map(RunQuery.Detail::summary)
                        .filter(it -> it.state().ended())
                        .ifPresent(it -> catalog.failed(
                                backup.id(),
                                it.reason() == null
                                        ? "the run ended: " + it.state().name().toLowerCase(Locale.ROOT)
                                        : it.reason())));
    }
}
