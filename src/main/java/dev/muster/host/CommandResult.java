package dev.muster.host;

import java.time.Duration;

/**
 * How a command ended.
 *
 * @param tail the last lines of its error output, for messages
 */
public record CommandResult(int exitCode, Duration duration, String tail) {

    public boolean succeeded() {
        return exitCode == 0;
    }
}
