package dev.muster.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command on a remote machine, as the process that its followers know. */
final class SshProcess extends Process {

    private static final Set<ClientChannelEvent> ENDS =
            EnumSet.of(ClientChannelEvent.EXIT_STATUS, ClientChannelEvent.EXIT_SIGNAL, ClientChannelEvent.CLOSED);
    private static final Logger LOG = LoggerFactory.getLogger(SshProcess.class);
    private static final Duration POLITE = Duration.ofSeconds(5);
    private static final long SLICE_MILLIS = 250;
    private static final List<String> SIGNALS = List.of(
            "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE",
            "ALRM", "TERM");

    private final ChannelExec channel;
    private final RemoteStart start;
    private final OutputStream input;
    private final Function<Duration, RemoteFate> ending;
    private final Supplier<HostException> lost;

    /**
     * @param input what the command reads
     * @param ending asks the process and its children to end, waits so long, and kills them
     * @param lost what there is to say when the connection ended before the process
     */
    SshProcess(
            ChannelExec channel,
            RemoteStart start,
            OutputStream input,
            Function<Duration, RemoteFate> ending,
            Supplier<HostException> lost) {
        this.channel = channel;
        this.start = start;
        this.input = input;
        this.ending = ending;
        this.lost = lost;
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
        long begun = System.nanoTime();
        while (isAlive()) {
            long left = TimeUnit.NANOSECONDS.toMillis(unit.toNanos(timeout) - (System.nanoTime() - begun));
            if (left <= 0) {
                return false;
            }
            // in slices: the channel's own wait takes no notice of an interrupt
            channel.waitFor(ENDS, Math.min(left, SLICE_MILLIS));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return true;
    }

    @Override
    public int waitFor() throws InterruptedException {
        waitFor(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        return exitValue();
    }

    /**
     * As on this machine: 128 and the signal's number when a signal ended it.
     *
     * @throws HostException when the connection was lost before it ended
     */
    @Override
    public int exitValue() {
        if (isAlive()) {
            throw new IllegalThreadStateException("process " + pid() + " has not ended");
        }
        Integer status = channel.getExitStatus();
        if (status != null) {
            return status;
        }
        String signal = channel.getExitSignal();
        if (signal != null) {
            return 128 + Math.max(0, SIGNALS.indexOf(signal));
        }
        throw lost.get();
    }

    @Override
    public boolean isAlive() {
        return channel.getChannelState().stream().noneMatch(ENDS::contains);
    }

    /** Politely; does not wait. */
    @Override
    public void destroy() {
        Thread.ofVirtual().start(() -> tryToEnd(POLITE));
    }

    @Override
    public Process destroyForcibly() {
        tryToEnd(Duration.ZERO);
        return this;
    }

    private void tryToEnd(Duration polite) {
        try {
            end(polite);
        } catch (HostException e) {
            LOG.warn("Process {} could not be ended: {}", pid(), e.getMessage());
        }
    }

    RemoteFate end(Duration polite) {
        return isAlive() ? ending.apply(polite) : RemoteFate.GONE;
    }

    @Override
    public boolean supportsNormalTermination() {
        return true;
    }

    @Override
    public long pid() {
        return start.pid();
    }

    /** Those on the other machine, which are no processes of this one: {@link #destroy} reaches them. */
    @Override
    public Stream<ProcessHandle> descendants() {
        return Stream.empty();
    }

    @Override
    public Stream<ProcessHandle> children() {
        return Stream.empty();
    }

    /** Its end is not the end of the channel's: that one stays open as long as the command may run, and then kills. */
    @Override
    public OutputStream getOutputStream() {
        return input;
    }

    @Override
    public InputStream getInputStream() {
        return channel.getInvertedOut();
    }

    @Override
    public InputStream getErrorStream() {
        return channel.getInvertedErr();
    }

    void close() {
        try {
            channel.close(false).await(Duration.ofSeconds(2));
        } catch (IOException e) {
            // it waits for nothing but the other side's answer; the connection sees to it
        } finally {
            channel.close(true);
        }
    }
}
