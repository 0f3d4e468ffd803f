package dev.muster.practice;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** What the launcher does, told line by line while it works: several parts may start at the same time. */
final class PracticeSteps {

    private static final long TELL_EVERY_SECONDS = 5;

    private final PrintStream out;
    private final Map<String, Long> under = new ConcurrentHashMap<>();
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private volatile boolean stopping;

    PracticeSteps(PrintStream out) {
        this.out = out;
    }

    /** Does it and prints one line with the time that it took; nothing begins any more after {@link #stop}. */
    <T> T step(String what, Callable<T> work) {
        long from = System.nanoTime();
        gate.readLock().lock();
        try {
            if (stopping) {
                throw new IllegalStateException("Stopped while starting");
            }
            under.put(what, from);
            T result = work.call();
            out.printf("  %-62s%5.1f s%n", what, (System.nanoTime() - from) / 1e9);
            return result;
        } catch (Exception e) {
            throw new IllegalStateException(
                    stopping ? "Stopped while starting" : what + " failed: " + e.getMessage(), e);
        } finally {
            under.remove(what);
            gate.readLock().unlock();
        }
    }

    void step(String what, Runnable work) {
        Boolean done = step(what, () -> {
            work.run();
            return true;
        });
        assert done;
    }

    /** Does all of it at the same time, says what still takes long, and returns when the last one is done. */
    void together(Runnable... parts) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Runnable part : parts) {
                running.add(threads.submit(part));
            }
            for (Future<?> part : running) {
                await(part);
            }
        }
    }

    /** No step begins from now on; true when those that had begun are over in time. */
    boolean stop(long seconds) {
        stopping = true;
        try {
            return gate.writeLock().tryLock(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean stopping() {
        return stopping;
    }

    private void await(Future<?> part) throws InterruptedException {
        while (true) {
            try {
                part.get(TELL_EVERY_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                tell();
            } catch (ExecutionException e) {
                stopping = true;
                throw e.getCause() instanceof IllegalStateException failure ? failure : new IllegalStateException(e);
            }
        }
    }

    private void tell() {
        long now = System.nanoTime();
        under.forEach((what, from) -> {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(now - from);
            if (seconds >= TELL_EVERY_SECONDS) {
                out.println("    … " + what + ": since " + seconds + " s");
            }
        });
    }
}
