package dev.muster.host;

/** Follows a command while it runs. Methods are called from other threads than the caller's. */
public interface CommandListener {

    /** Called once, before any output. */
    default void started(Process process) {}

    void line(boolean error, String line);

    /** A listener that keeps nothing. */
    static CommandListener silent() {
        return (error, line) -> {};
    }
}
