package dev.muster.audit;

import dev.muster.security.Actor;

/** The append-only log of acts. A row carries the hash of the row before it. */
public interface AuditLog {

    /**
     * Appends a row in the caller's transaction: the act and its row stand or fall together.
     *
     * @throws org.springframework.transaction.IllegalTransactionStateException when there is no transaction
     */
    void record(Actor actor, AuditFact fact);

    /** Appends a row in a transaction of its own: for acts that were refused, whose own transaction rolls back. */
    void recordAlone(Actor actor, AuditFact fact);
}
