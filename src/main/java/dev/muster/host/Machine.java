package dev.muster.host;

/** Runs commands on one machine. */
public interface Machine {

    /**
     * Runs one command to its end. Output goes to the listener line by line while it runs.
     *
     * @throws HostException when it could not be started, or did not end in time (it is killed, with its children)
     */
    CommandResult run(Command command, CommandListener listener);
}
