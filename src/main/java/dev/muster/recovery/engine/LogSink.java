package dev.muster.recovery.engine;

import dev.muster.recovery.step.StepContext.LostLease;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries log lines and progress from the threads of the commands to the database, in batches and on a thread of its
 * own. The queue is bounded: a command that writes faster than the database takes is slowed down, the heap is not filled.
 */
final class LogSink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogSink.class);
    private static final int CAPACITY = 4000;
    private static final int BATCH = 2000;
    private static final long COLLECT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** A line, or a mark that tells who waits that everything before it is stored. */
    private sealed interface Entry {}

    private record Line(RunLine line) implements Entry {}

    private record Mark(CountDownLatch reached, boolean last) implements Entry {}

    private record Progress(int position, String text) {}

    private final Lease lease;
    private final JooqRunLog log;
    private final RunWriter writer;
    private final Patience patience;
    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicReference<@Nullable Progress> progress = new AtomicReference<>();
    private final Thread thread;
    private long nextSeq;
    private long progressWritten = System.nanoTime() - PROGRESS_NANOS;
    private volatile boolean broken;

    LogSink(Lease lease, JooqRunLog log, RunWriter writer, Patience patience) {
        this.lease = lease;
        this.log = log;
        this.writer = writer;
        this.patience = patience;
        this.nextSeq = patience.get(() -> log.lastSeq(lease.run())) + 1;
        this.thread = Thread.ofVirtual().name("run-" + lease.run() + "-log").start(this::work);
    }

    void add(RunLine line) {
        if (!broken) {
            put(new Line(line));
        }
    }

    void progress(int position, String text) {
        progress.set(new Progress(position, text));
    }

    /** Returns when every line so far is stored, or never will be. */
    void flush() {
        progress.set(null);
        mark(false);
    }

    @Override
    public void close() {
        progress.set(null);
        mark(true);
    }

    private void mark(boolean last) {
        CountDownLatch reached = new CountDownLatch(1);
        put(new Mark(reached, last));
        try {
            while (!reached.await(1, TimeUnit.SECONDS) && thread.isAlive()) {
                // a long outage of the database: keep waiting, the lines are worth it
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(Entry entry) {
        try {
            while (!queue.offer(entry, 1, TimeUnit.SECONDS)) {
                if (!thread.isAlive()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        List<RunLine> batch = new ArrayList<>(BATCH);
        boolean open = true;
        while (open) {
            try {
                Mark mark = collect(batch);
                store(batch);
                batch.clear();
                writeProgress();
                if (mark != null) {
                    mark.reached.countDown();
                    open = !mark.last;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Fills the batch until it is full, a mark is met or the first line has waited long enough. */
    private @Nullable Mark collect(List<RunLine> batch) throws InterruptedException {
        long end = System.nanoTime() + COLLECT_NANOS;
        while (batch.size() < BATCH) {
            Entry entry = queue.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            switch (entry) {
                case null -> {
                    return null;
                }
                case Mark mark -> {
                    return mark;
                }
                case Line line -> batch.add(line.line);
            }
        }
        return null;
    }

    private void store(List<RunLine> batch) {
        if (batch.isEmpty() || broken) {
            return;
        }
        try {
            patience.run(() -> log.append(lease, nextSeq, batch));
            nextSeq += batch.size();
        } catch (LostLease e) {
            broken = true;
        } catch (RuntimeException e) {
            broken = true;
            LOG.error("The log of run {} cannot be stored any more", lease.run(), e);
        }
    }

    private void writeProgress() {
        if (broken || System.nanoTime() - progressWritten < PROGRESS_NANOS) {
            return;
        }
        Progress latest = progress.getAndSet(null);
        if (latest == null) {
            return;
        }
        progressWritten = System.nanoTime();
        try {
            writer.progress(lease, latest.position, latest.text);
        } catch (RuntimeException e) {
            LOG.debug("Progress of run {} was not stored", lease.run(), e);
        }
    }
}
