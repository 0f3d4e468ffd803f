package dev.muster.host;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Follows a command that a machine has started, to its end or its time-out. */
record CommandRun(Command command, Process process, Ending ending) {

    /** Ends the process with its children. */
    interface Ending {

        /** What became of it, as the end of a sentence. */
        String end();
    }

    private static final Duration PUMP_GRACE = Duration.ofSeconds(2);

    /** Afterwards nothing of the command runs any more, however it ended. */
    CommandResult follow(CommandListener listener) {
        long begun = System.nanoTime();
        listener.started(process);
        List<OutputPump> pumps = List.of(
                OutputPump.start(process, false, listener, ending), OutputPump.start(process, true, listener, ending));
        try {
            if (!process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new HostException(command.program() + " did not end within "
                        + command.timeout().toSeconds() + " s" + ending.end());
            }
            for (OutputPump pump : pumps) {
                pump.finish(PUMP_GRACE);
            }
            String tail = pumps.get(1).tail().isEmpty()
                    ? pumps.get(0).tail()
                    : pumps.get(1).tail();
            return new CommandResult(process.exitValue(), Duration.ofNanos(System.nanoTime() - begun), tail);
        } catch (InterruptedException e) {
            String fate = ending.end();
            Thread.currentThread().interrupt();
            throw new HostException(command.program() + " was interrupted" + fate, e);
        } catch (IOException e) {
            throw new HostException(command.program() + " could not be talked to: " + e.getMessage(), e);
        }
    }
}
