package dev.muster.host;

/** Runs commands on one machine. */
public interface Machine {

    /**
     * Runs one command to its end. Output goes to the listener line by line while it runs. When this returns or throws,
     * nothing of the command runs any more, unless the message says so.
     *
     * @throws HostException when the machine could not be reached or the program could not be started, when it did not
     *     end in time (it is killed, with its children), or when the connection was lost meanwhile: the message says
     *     what is known of the command then
     */
    CommandResult run(Command command, CommandListener listener);

    /**
     * The same with bytes into its standard input and out of its standard output. Whatever stops the exchange before its
     * end stops the command first politely (TERM), and it never takes a broken input for a whole one.
     *
     * @throws HostException as above, and with the reason when the input could not be made or the output not be taken
     */
    default CommandResult exchange(Command command, ByteExchange bytes) {
        throw new HostException(command.program() + " cannot be given bytes here");
    }

    /** For people: the command as it runs there. */
    default String display(Command command) {
        return command.display();
    }
}
