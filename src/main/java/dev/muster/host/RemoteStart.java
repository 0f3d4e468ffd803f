package dev.muster.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.common.channel.ChannelPipedInputStream;

/**
 * What the script says of itself before the command takes over. Whatever the account's start-up files print comes before
 * that and is not the command's output.
 *
 * @param pid also the number of the process group
 * @param startTicks when it started, in the kernel's ticks: with it a process id names one process for ever
 * @param watcher the process that waits for the end of the connection
 */
record RemoteStart(long pid, long startTicks, long watcher) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern STARTED =
            Pattern.compile(RemoteScript.STARTED + " (\\d{1,18}) (\\d{1,18}) (\\d{1,18})");
    private static final int MOST_NOISE = 16 * 1024;

    /**
     * @throws HostException with the reason when the command was not started
     */
    static RemoteStart read(ChannelExec channel, String mark, Command command, String host) throws IOException {
        String program = command.program();
        StringBuilder noise = new StringBuilder();
        try {
            line(channel.getInvertedErr(), mark, noise);
            String word = line(channel.getInvertedOut(), mark, noise)
                    .orElseThrow(() -> new IOException("the account's shell ended at once" + said(noise)));
            Matcher started = STARTED.matcher(word);
            if (started.matches()) {
                return new RemoteStart(
                        Long.parseLong(started.group(1)),
                        Long.parseLong(started.group(2)),
                        Long.parseLong(started.group(3)));
            }
            throw new HostException(program + " could not be started on " + host + ": "
                    + switch (word) {
                        case RemoteScript.NO_PROGRAM -> "it is not there, or may not be run";
                        case RemoteScript.NO_DIRECTORY -> "the directory " + command.directory() + " cannot be entered";
                        case RemoteScript.NO_GROUP ->
                            "its SSH server gives it no process group of its own, or /proc cannot be read;"
                                    + " Linux with OpenSSH is needed";
                        default -> "it said " + word.strip();
                    });
        } catch (SocketTimeoutException e) {
            throw new HostException(
                    program + " could not be started on " + host + ": its shell did not answer within "
                            + PATIENCE.toSeconds() + " s" + said(noise),
                    e);
        }
    }

    /** What follows the mark on its line; empty when the stream ends without it. */
    private static Optional<String> line(InputStream stream, String mark, StringBuilder noise) throws IOException {
        if (stream instanceof ChannelPipedInputStream piped) {
            piped.setTimeout(PATIENCE.toMillis());
        }
        while (true) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int next = stream.read();
            for (; next >= 0 && next != '\n'; next = stream.read()) {
                bytes.write(next);
                if (noise.length() + bytes.size() > MOST_NOISE) {
                    throw new IOException("more than " + MOST_NOISE + " bytes before the command:" + said(noise));
                }
            }
            String line = bytes.toString(StandardCharsets.UTF_8);
            if (line.startsWith(mark)) {
                if (stream instanceof ChannelPipedInputStream piped) {
                    piped.setTimeout(0);
                }
                return Optional.of(line.substring(mark.length()).strip());
            }
            noise.append(line).append('\n');
            if (next < 0) {
                return Optional.empty();
            }
        }
    }

    private static String said(StringBuilder noise) {
        String text = noise.toString().strip();
        return text.isEmpty() ? "" : ". It said: " + text;
    }
}
