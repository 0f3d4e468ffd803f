package dev.muster.relay;

import dev.muster.common.SharedFact;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells the other consoles in the transaction that made the facts, so that they hear of them once it is committed: all of
 * one transaction by one statement, and each fact once.
 */
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

    @EventListener
    void on(SharedFact fact) {
        if (delivering.get()) {
            return;
        }
        if (TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.isSynchronizationActive()) {
            gathered().add(fact);
            return;
        }
        try {
            send(List.of(fact));
        } catch (DataAccessException e) {
            // What was done stands; the others hear of it when they read again.
            LOG.warn("The other consoles could not be told: {}", e.getMessage());
        }
    }

    private Gathered gathered() {
        @Nullable Object there = TransactionSynchronizationManager.getResource(this);
        if (there instanceof Gathered gathered) {
            return gathered;
        }
        Gathered gathered = new Gathered();
        TransactionSynchronizationManager.bindResource(this, gathered);
        TransactionSynchronizationManager.registerSynchronization(gathered);
        return gathered;
    }

    private void send(Iterable<SharedFact> facts) {
        Set<String> letters = new LinkedHashSet<>();
        facts.forEach(it -> letters.add(new Letter(origin, it).text()));
        database.fetch(
                "select pg_notify({0}, letter) from unnest({1}) as letter",
                DSL.inline(CHANNEL), DSL.val(letters.toArray(String[]::new)));
    }

    /** The facts of the transaction of this thread. */
    private final class Gathered implements TransactionSynchronization {

        private final Set<SharedFact> facts = new LinkedHashSet<>();
        private boolean sent;

        void add(SharedFact fact) {
            if (facts.add(fact) && sent) {
                send(List.of(fact));
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            sent = true;
            send(facts);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(JooqFactSender.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(JooqFactSender.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(JooqFactSender.this);
        }
    }
}
