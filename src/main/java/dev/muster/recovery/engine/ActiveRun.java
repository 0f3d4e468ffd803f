package dev.muster.recovery.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A run while this console drives it: its lease, its processes, and what has happened to it from outside. */
final class ActiveRun {

    private static final long GRACE_SECONDS = 5;
    private static final long LOOK_UP_MILLIS = 100;

    private final Lease lease;
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean lost;
    private volatile boolean stopping;
    private volatile boolean cancelled;
    private volatile boolean backward;

    ActiveRun(Lease lease) {
        this.lease = lease;
    }

    Lease lease() {
        return lease;
    }

    boolean lost() {
        return lost;
    }

    boolean stopping() {
        return stopping;
    }

    /** Whether the step at work must end because a person cancelled; never while cleaning up. */
    boolean cancelled() {
        return cancelled && !backward;
    }

    void backward(boolean now) {
        backward = now;
    }

    void lose() {
        lost = true;
        endProcesses();
    }

    void stop() {
        stopping = true;
        endProcesses();
    }

    void cancel() {
        cancelled = true;
        if (!backward) {
            endProcesses();
        }
    }

    void working(Process process) {
        processes.removeIf(it -> !it.isAlive());
        processes.add(process);
        if (lost || stopping || cancelled()) {
            end(process);
        }
    }

    /** Waits that long; false when the worker is to end its step instead. */
    boolean rests(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        try {
            while (System.nanoTime() < end) {
                if (lost || stopping || cancelled()) {
                    return false;
                }
                Thread.sleep(Math.clamp((end - System.nanoTime()) / 1_000_000, 1, LOOK_UP_MILLIS));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void finished() {
        done.countDown();
    }

    /** Whether it ended, or did in time. */
    boolean awaitEnd(long millis) {
        try {
            return done.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void endProcesses() {
        processes.forEach(ActiveRun::end);
    }

    /** Politely first: pg_restore then cancels its statements on the server, too. */
    static void end(Process process) {
        var family = process.descendants().toList();
        family.forEach(ProcessHandle::destroy);
        process.destroy();
        Thread.ofVirtual().start(() -> {
            try {
                if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
                family.forEach(ProcessHandle::destroyForcibly);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
