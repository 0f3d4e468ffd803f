package dev.muster.host;

import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps what a command says. */
final class Lines implements CommandListener {

    private final Queue<String> output = new ConcurrentLinkedQueue<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Process> process = new AtomicReference<>();
    private final CountDownLatch first = new CountDownLatch(1);

    @Override
    public void started(Process started) {
        process.set(started);
    }

    @Override
    public void line(boolean error, String line) {
        (error ? errors : output).add(line);
        first.countDown();
    }

    List<String> output() {
        return List.copyOf(output);
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    Process process() {
        return Objects.requireNonNull(process.get(), "it has not started");
    }

    void awaitFirst() throws InterruptedException {
        if (!first.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("no line came");
        }
    }
}
