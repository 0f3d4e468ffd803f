package dev.muster.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Reads one output stream of a process line by line; a line without an end cannot fill the memory. */
final class OutputPump implements Runnable {

    static final int LONGEST_LINE = 8 * 1024;
    private static final int TAIL_LINES = 12;

    private final InputStream stream;
    private final boolean error;
    private final CommandListener listener;
    private final CommandRun.Ending ending;
    private final Deque<String> tail = new ArrayDeque<>();
    private final Thread thread;
    private volatile @Nullable RuntimeException refusal;

    /** Characters of the present line that were not kept; only the pump's own thread counts. */
    private long dropped;

    private OutputPump(Process process, boolean error, CommandListener listener, CommandRun.Ending ending) {
        this.ending = ending;
        this.error = error;
        this.stream = error ? process.getErrorStream() : process.getInputStream();
        this.listener = listener;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("output-" + process.pid() + (error ? "-err" : "-out"))
                .unstarted(this);
    }

    static OutputPump start(Process process, boolean error, CommandListener listener, CommandRun.Ending ending) {
        OutputPump pump = new OutputPump(process, error, listener, ending);
        pump.thread.start();
        return pump;
    }

    /**
     * Waits for the end of the stream, but not for a grandchild that keeps it open.
     *
     * @throws RuntimeException what the listener threw
     */
    void finish(Duration grace) throws InterruptedException, IOException {
        if (!thread.join(grace)) {
            stream.close();
        }
        RuntimeException thrown = refusal;
        if (thrown != null) {
            throw thrown;
        }
    }

    String tail() {
        synchronized (tail) {
            return String.join("\n", tail);
        }
    }

    @Override
    public void run() {
        StringBuilder line = new StringBuilder();
        try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            char[] buffer = new char[8192];
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    take(buffer[i], line);
                }
            }
            if (!line.isEmpty()) {
                pass(line);
            }
        } catch (IOException e) {
            // The stream was closed because the process is gone: what was read stands.
        } catch (RuntimeException e) {
            // A listener that refuses (a cancelled run, a lost lease) ends the command; its caller gets the reason.
            refusal = e;
            ending.end();
        }
    }

    private void take(char character, StringBuilder line) {
        if (character == '\n' || character == '\r') {
            if (!line.isEmpty()) {
                pass(line);
            }
        } else if (line.length() < LONGEST_LINE) {
            line.append(character == '\0' ? ' ' : character);
        } else {
            dropped++;
        }
    }

    private void pass(StringBuilder line) {
        if (dropped > 0) {
            line.append(" … [cut, the line had ").append(LONGEST_LINE + dropped).append(" characters]");
            dropped = 0;
        }
        String text = line.toString();
        line.setLength(0);
        synchronized (tail) {
            tail.addLast(text);
            if (tail.size() > TAIL_LINES) {
                tail.removeFirst();
            }
        }
        listener.line(error, text);
    }
}
