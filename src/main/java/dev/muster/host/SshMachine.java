package dev.muster.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;

/** A machine over SSH. */
final class SshMachine implements Machine {

    private static final Duration OPENING = Duration.ofSeconds(20);
    private static final Duration FULL = Duration.ofSeconds(5);
    private static final Duration ENDING = Duration.ofSeconds(25);

    /** How long a host is tried again after a connection was lost, to learn what became of its command. */
    private static final Duration SEARCH = Duration.ofSeconds(20);

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration TO_CLEAR_AWAY = Duration.ofSeconds(3);

    private final SshConnection connection;
    private final boolean sudo;

    SshMachine(SshConnection connection, boolean sudo) {
        this.connection = connection;
        this.sudo = sudo;
    }

    @Override
    public CommandResult run(Command command, CommandListener listener) {
        return connection.command(command.timeout(), () -> {
            RemoteScript script = RemoteScript.of(command, sudo);
            ChannelExec channel = open(command, script);
            SshProcess process = process(
                    command, channel, begin(channel, script, command), OutputStream.nullOutputStream(), AT_ONCE);
            return closing(
                    process, () -> new CommandRun(command, process, () -> killed(process, AT_ONCE)).follow(listener));
        });
    }

    @Override
    public CommandResult exchange(Command command, ByteExchange bytes) {
        return connection.command(command.timeout(), () -> {
            RemoteScript script = RemoteScript.withInput(command, sudo);
            ChannelExec channel = open(command, script);
            SshProcess process = process(
                    command,
                    channel,
                    begin(channel, script, command),
                    new PieceOutput(channel.getInvertedIn()),
                    TO_CLEAR_AWAY);
            return closing(process, () -> new CommandRun(command, process, () -> killed(process, TO_CLEAR_AWAY))
                    .exchange(bytes));
        });
    }

    private SshProcess process(
            Command command, ChannelExec channel, RemoteStart start, OutputStream input, Duration polite) {
        long begun = System.nanoTime();
        return new SshProcess(
                channel,
                start,
                input,
                patience -> end(start, patience),
                () -> lost(command, start, polite, Duration.ofNanos(System.nanoTime() - begun)));
    }

    @Override
    public String display(Command command) {
        return connection.name() + ": " + RemoteScript.display(command, sudo);
    }

    private static CommandResult closing(SshProcess process, Supplier<CommandResult> following) {
        try {
            return following.get();
        } finally {
            process.close();
        }
    }

    private String killed(SshProcess process, Duration polite) {
        String name = ", and process " + process.pid() + " on " + connection.name();
        try {
            return switch (process.end(polite)) {
                case GONE, ENDED -> " and was killed on " + connection.name();
                case RUNS -> name + " could not be ended: end it by hand";
            };
        } catch (HostException e) {
            return name + " may still run: " + e.getMessage();
        }
    }

    private RemoteStart begin(ChannelExec channel, RemoteScript script, Command command) {
        try {
            Optional<IOException> deaf = tell(channel, script);
            try {
                return RemoteStart.read(channel, script.mark(), command, connection.name());
            } catch (IOException e) {
                deaf.ifPresent(e::addSuppressed);
                throw e;
            }
        } catch (IOException e) {
            channel.close(true);
            throw notStarted(command, e);
        } catch (HostException e) {
            channel.close(true);
            throw e;
        }
    }

    /** A shell that ended before it was told anything has often said why: that it did not listen is not the reason. */
    private static Optional<IOException> tell(ChannelExec channel, RemoteScript script) {
        try {
            channel.getInvertedIn().write(script.text().getBytes(StandardCharsets.UTF_8));
            channel.getInvertedIn().flush();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    /** Nothing has been asked for yet, so a connection that turns out to be dead is simply made anew. */
    private ChannelExec open(Command command, RemoteScript script) {
        ClientSession session = connection.session();
        try {
            return open(session, script);
        } catch (IOException first) {
            if (session.isOpen()) {
                throw notStarted(command, first);
            }
        }
        try {
            return open(connection.session(), script);
        } catch (IOException second) {
            throw notStarted(command, second);
        }
    }

    /**
     * A server that closes the sessions of commands which have just ended still counts them, and may refuse one more until
     * it has: nothing was begun then, so it is asked again.
     */
    private static ChannelExec open(ClientSession session, RemoteScript script) throws IOException {
        long deadline = System.nanoTime() + FULL.toNanos();
        while (true) {
            try {
                return openOnce(session, script);
            } catch (IOException e) {
                if (!isRefusal(e) || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    private static boolean isRefusal(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SshChannelOpenException) {
                return true;
            }
        }
        return false;
    }

    private static ChannelExec openOnce(ClientSession session, RemoteScript script) throws IOException {
        ChannelExec channel = session.createExecChannel(script.commandLine());
        try {
            channel.open().verify(OPENING);
            return channel;
        } catch (IOException e) {
            channel.close(true);
            throw e;
        }
    }

    private HostException notStarted(Command command, IOException reason) {
        return new HostException(
                command.program() + " could not be started on " + connection.name() + ": " + reason.getMessage(),
                reason);
    }

    /** Nobody ends the ending, and nobody looks for it when it is lost. */
    private RemoteFate end(RemoteStart start, Duration polite) {
        return connection.ending(ENDING, () -> {
            RemoteEnding ending = new RemoteEnding(start, sudo, polite);
            Command command = ending.command(ENDING);
            RemoteScript script = RemoteScript.of(command, false);
            ChannelExec channel = open(command, script);
            SshProcess process = new SshProcess(
                    channel,
                    begin(channel, script, command),
                    OutputStream.nullOutputStream(),
                    forcibly -> RemoteFate.RUNS,
                    () -> new HostException("the connection to " + connection.name() + " was lost"));
            closing(process, () -> new CommandRun(command, process, () -> "").follow(ending));
            return ending.fate();
        });
    }

    private HostException lost(Command command, RemoteStart start, Duration polite, Duration after) {
        String process = "process " + start.pid();
        String what = "The connection to " + connection.name() + " was lost after " + after.toSeconds() + " s, while "
                + command.program() + " ran there (" + process + "). ";
        long begun = System.nanoTime();
        HostException reason;
        do {
            try {
                String fate =
                        switch (end(start, polite)) {
                            case GONE -> "It does not run any more; whether it had done its work is not known";
                            case ENDED -> "It was found running there and was ended";
                            case RUNS -> "It still runs there and could not be ended: end " + process + " by hand";
                        };
                return new HostException(what + fate);
            } catch (HostException e) {
                reason = e;
            }
        } while (!connection.over() && pause() && System.nanoTime() - begun < SEARCH.toNanos());
        return new HostException(
                what + "The host could not be asked since, so " + process + " may still run there: "
                        + reason.getMessage(),
                reason);
    }

    private static boolean pause() {
        try {
            Thread.sleep(500);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
