package dev.muster.relay;

import dev.muster.common.SharedFact;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells the other consoles in the transaction that made the fact, so that they hear of it once it is committed. */
@Component
class JooqFactSender {

    static final String CHANNEL = "muster_facts";

    private static final Logger LOG = LoggerFactory.getLogger(JooqFactSender.class);

    private final String origin = UUID.randomUUID().toString();
    private final ThreadLocal<Boolean> delivering = ThreadLocal.withInitial(() -> false);
    private final DSLContext database;

    JooqFactSender(DSLContext database) {
        this.database = database;
    }

    String origin() {
        return origin;
    }

    /** What another console told goes no further. */
    void delivering(Runnable delivery) {
        delivering.set(true);
        try {
            delivery.run();
        } finally {
            delivering.remove();
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT, fallbackExecution = true)
    void on(SharedFact fact) {
        if (delivering.get()) {
            return;
        }
        try {
            database.select(DSL.function(
                            "pg_notify", Object.class, DSL.val(CHANNEL), DSL.val(new Letter(origin, fact).text())))
                    .execute();
        } catch (DataAccessException e) {
            if (TransactionSynchronizationManager.isActualTransactionActive()) {
                throw e;
            }
            // What was done stands; the others hear of it when they read again.
            LOG.warn("The other consoles could not be told: {}", e.getMessage());
        }
    }
}
