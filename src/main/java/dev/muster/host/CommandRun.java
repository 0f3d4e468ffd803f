package dev.muster.host;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
            await(begun);
            for (OutputPump pump : pumps) {
                pump.finish(PUMP_GRACE);
            }
            String tail = pumps.get(1).tail().isEmpty()
                    ? pumps.get(0).tail()
                    : pumps.get(1).tail();
            return result(begun, process.exitValue(), tail);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (IOException e) {
            throw new HostException(command.program() + " could not be talked to: " + e.getMessage(), e);
        }
    }

    /** The same with bytes. A connection that was lost comes before what the bytes' taker made of their end. */
    CommandResult exchange(ByteExchange bytes) {
        long begun = System.nanoTime();
        OutputPump errors = OutputPump.start(process, true, CommandListener.silent(), ending);
        BytePump input = BytePump.input(process, bytes, ending);
        BytePump output = BytePump.output(process, bytes, ending);
        try {
            await(begun);
            int exitCode = process.exitValue();
            if (!output.ended(command.timeout().minusNanos(System.nanoTime() - begun))) {
                process.getInputStream().close();
                throw late();
            }
            if (!input.ended(PUMP_GRACE)) {
                input.interrupt();
            }
            errors.finish(PUMP_GRACE);
            Optional<Exception> failure = input.failure().or(output::failure);
            if (failure.isPresent()) {
                throw failure.get() instanceof RuntimeException refusal
                        ? refusal
                        : new HostException(
                                command.program() + " was ended: "
                                        + failure.get().getMessage(),
                                failure.get());
            }
            return result(begun, exitCode, errors.tail());
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (IOException e) {
            throw new HostException(command.program() + " could not be talked to: " + e.getMessage(), e);
        }
    }

    private void await(long begun) throws InterruptedException {
        long left = command.timeout().minusNanos(System.nanoTime() - begun).toMillis();
        if (!process.waitFor(left, TimeUnit.MILLISECONDS)) {
            throw late();
        }
    }

    private HostException late() {
        return new HostException(
                command.program() + " did not end within " + command.timeout().toSeconds() + " s" + ending.end());
    }

    private HostException interrupted(InterruptedException e) {
        String fate = ending.end();
        Thread.currentThread().interrupt();
        return new HostException(command.program() + " was interrupted" + fate, e);
    }

    private static CommandResult result(long begun, int exitCode, String tail) {
        return new CommandResult(exitCode, Duration.ofNanos(System.nanoTime() - begun), tail);
    }
}
