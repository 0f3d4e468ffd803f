package dev.muster.recovery.engine;

/** Which way the engine walks through the steps of a run. */
enum Direction {
    FORWARD,
    /** Undo what a cancelled run did. */
    CLEAN_UP,
    /** Undo what a run on a scratch copy did before a step of it failed. */
    GIVE_UP,
    /** Undo a run that had succeeded. */
    WAY_BACK,
    /** Undo the newest steps down to a chosen one, and stand there. */
    UNDO_TO
}
