package dev.muster.host;

/** What became of a process that was to be ended on a remote machine. */
enum RemoteFate {
    /** It did not run any more. */
    GONE,
    /** It ran and was ended. */
    ENDED,
    /** It runs: it could not be ended, or the machine could not be asked. */
    RUNS
}
