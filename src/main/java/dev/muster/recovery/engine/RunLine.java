package dev.muster.recovery.engine;

import java.time.Instant;

/** One line on its way to the log. */
record RunLine(Instant at, int step, Stream stream, String text) {

    /** Who wrote it. */
    enum Stream {
        OUT,
        ERR,
        MUSTER
    }
}
