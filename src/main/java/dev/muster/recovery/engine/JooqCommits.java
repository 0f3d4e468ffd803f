package dev.muster.recovery.engine;

import org.jooq.DSLContext;

/**
 * Commits that need not wait for the disk. They are seen at once and survive the death of any console; only when the
 * database's own machine dies are those of the last half second lost. A later commit that does wait brings them all
 * to the disk before itself, so what a step said is there whenever its outcome is.
 */
final class JooqCommits {

    private JooqCommits() {}

    /** For the caller's transaction alone. */
    static void withoutWaiting(DSLContext jooq) {
        jooq.execute("set local synchronous_commit = off");
    }
}
