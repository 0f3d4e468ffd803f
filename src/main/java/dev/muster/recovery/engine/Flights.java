package dev.muster.recovery.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The steps of one walk that work now or want to be asked again. Only the walk's own thread uses it. */
final class Flights implements AutoCloseable {

    /** How long the walk may be deaf to what people decide while steps work. */
    private static final Duration LOOK_UP = Duration.ofMillis(500);

    /** A step came to rest; empty pause: it is not to be asked again. */
    private record Landed(int position, Optional<Duration> again) {}

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletionService<Landed> landed = new ExecutorCompletionService<>(threads);
    private final Map<Integer, Future<Landed>> working = new HashMap<>();
    private final Map<Integer, Long> sleeping = new HashMap<>();

    /** Neither at work nor asleep. */
    boolean free(int position) {
        Long due = sleeping.get(position);
        if (due != null && due - System.nanoTime() <= 0) {
            sleeping.remove(position);
        }
        return !working.containsKey(position) && !sleeping.containsKey(position);
    }

    boolean inTheAir() {
        return !working.isEmpty();
    }

    boolean none() {
        return working.isEmpty() && sleeping.isEmpty();
    }

    /** A step has come to rest in the walk's own thread. */
    void note(int position, Optional<Duration> again) {
        note(new Landed(position, again));
    }

    void start(int position, Supplier<Optional<Duration>> step) {
        Callable<Landed> flight = () -> new Landed(position, step.get());
        working.put(position, landed.submit(flight));
    }

    /** Returns when a step has come to rest, one wants to be asked again, or it is time to look up. */
    void await() {
        await(sleeping.isEmpty() ? LOOK_UP : min(LOOK_UP, shortest()));
    }

    /** Returns when nothing works any more; sleepers are forgotten. */
    void land() {
        while (inTheAir()) {
            await(LOOK_UP);
        }
        sleeping.clear();
    }

    /** Until the first sleeper wants to be asked again. */
    Duration shortest() {
        long now = System.nanoTime();
        long least = sleeping.values().stream().mapToLong(it -> it - now).min().orElse(0);
        return Duration.ofNanos(Math.max(0, least));
    }

    private void await(Duration atMost) {
        try {
            Future<Landed> done = landed.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
            if (done != null) {
                Landed flight = done.get();
                working.remove(flight.position);
                note(flight);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void note(Landed flight) {
        flight.again.ifPresent(pause -> sleeping.put(flight.position, System.nanoTime() + pause.toNanos()));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Waits for what works: two workers of one run must never be at work. */
    @Override
    public void close() {
        threads.close();
    }
}
