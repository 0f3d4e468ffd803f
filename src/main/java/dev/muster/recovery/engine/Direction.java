package dev.muster.recovery.engine;

/** Which way the engine walks through the steps of a run. */
enum Direction {
    FORWARD,
    /** Undo what a cancelled run did. */
    CLEAN_UP,
    /** Undo a run that had succeeded. */
    WAY_BACK,
    /** Undo the newest steps down to a chosen one, and stand there. */
    UNDO_TO
}
