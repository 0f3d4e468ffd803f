package dev.muster.host;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moves the bytes of one stream of a process on a thread of its own. */
final class BytePump {

    private interface Work {

        void move() throws IOException;
    }

    private final Thread thread;
    private volatile @Nullable Exception failure;

    private BytePump(String name, Work work, CommandRun.Ending ending) {
        this.thread = Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                work.move();
            } catch (IOException | RuntimeException e) {
                failure = e;
                ending.end();
            }
        });
    }

    static BytePump output(Process process, ByteExchange bytes, CommandRun.Ending ending) {
        return new BytePump(
                "bytes-out-" + process.pid(),
                () -> {
                    InputStream output = process.getInputStream();
                    bytes.read(output);
                    drop(output);
                },
                ending);
    }

    /** A command may end without having read everything: its exit code says whether that was right. */
    static BytePump input(Process process, ByteExchange bytes, CommandRun.Ending ending) {
        return new BytePump(
                "bytes-in-" + process.pid(),
                () -> {
                    Guarded input = new Guarded(process.getOutputStream());
                    try {
                        bytes.write(input);
                        // not in a finally: an input that could not be made to its end must not look like a whole one
                        input.close();
                    } catch (IOException | RuntimeException e) {
                        if (!input.broken) {
                            throw e;
                        }
                    }
                },
                ending);
    }

    private static void drop(InputStream output) {
        try {
            output.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the process is gone
        }
    }

    /** What stopped it, if something did. */
    Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether it ended within that time. */
    boolean ended(Duration patience) throws InterruptedException {
        return thread.join(patience.isPositive() ? patience : Duration.ofMillis(1));
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Tells a process that does not read any more from a source that cannot be read. */
    private static final class Guarded extends FilterOutputStream {

        private boolean broken;

        Guarded(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            guarded(() -> out.write(b));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            guarded(() -> out.write(bytes, offset, length));
        }

        @Override
        public void flush() throws IOException {
            guarded(out::flush);
        }

        @Override
        public void close() throws IOException {
            guarded(out::close);
        }

        private void guarded(Work work) throws IOException {
            try {
                work.move();
            } catch (IOException e) {
                broken = true;
                throw e;
            }
        }
    }
}
